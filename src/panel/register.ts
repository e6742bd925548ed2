import * as vscode from 'vscode';
import { Disposable } from '../dispose';
import { Command, PANEL_TYPE } from '../ids';
import { Lazy, lazyCommand, type Part } from '../lazy';
import type { Log } from '../log';
import type { PaperStates } from '../papers/paperStates';
import type { PaperPicker } from '../papers/paperPicker';
import { pageCommands, paperCommands } from './commandIds';
import type { PanelPart } from './panelPart';
import type {
  CloneState,
  PanelCatalogue,
  PanelEvents,
  PanelFound,
  PanelInspections,
  PanelMarks,
  PanelNotes,
  PanelOutcomes,
} from './panelTypes';

interface PanelFeatureDeps {
  readonly library: Part<{
    readonly catalogue: PanelCatalogue;
    readonly cloned: CloneState;
    readonly states: PaperStates;
    readonly notes: PanelNotes;
    readonly inspections: PanelInspections;
    readonly outcomes: PanelOutcomes;
    readonly live: { readonly marks: PanelMarks; readonly found: PanelFound };
  }>;
  readonly extensionUri: vscode.Uri;
  readonly events: PanelEvents;
  readonly picker: PaperPicker;
  /** Stores the titles of this workspace's tabs. */
  readonly memory: vscode.Memento;
  readonly log: Log;
}

/** The pages of papers and the commands on a paper. Loads their code with the first page or command. */
export class PanelFeature extends Disposable {
  readonly #part: Lazy<PanelPart>;

  constructor({ library, extensionUri, events, picker, memory, log }: PanelFeatureDeps) {
    super();
    const part = this._register(
      new Lazy(log, async () => {
        const [{ PanelPart }, { catalogue, cloned, states, notes, inspections, outcomes, live }] =
          await Promise.all([import('./panelPart'), library.get()]);
        return new PanelPart(
          picker,
          extensionUri,
          catalogue,
          cloned,
          states,
          notes,
          inspections,
          outcomes,
          live.marks,
          live.found,
          events,
          memory,
          log,
        );
      }),
    );
    this.#part = part;
    this._register(
      vscode.window.registerWebviewPanelSerializer(PANEL_TYPE, {
        deserializeWebviewPanel: (panel, state) =>
          part.use(({ panels }) => panels.deserializeWebviewPanel(panel, state)),
      }),
    );
    for (const id of paperCommands)
      this._register(lazyCommand(id, part, ({ commands }, argument) => commands.run(id, argument)));
    for (const id of pageCommands)
      this._register(lazyCommand(id, part, ({ commands }) => commands.runOnPage(id)));
    this._register(
      lazyCommand(Command.openPaper, part, ({ commands }, paper, options) => commands.open(paper, options)),
    );
  }

  get activePaper(): string | undefined {
    return this.#part.loaded?.panels.active?.paperId;
  }
}
