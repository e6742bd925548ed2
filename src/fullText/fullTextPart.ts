import path from 'node:path';
import * as vscode from 'vscode';
import type { Paper } from '../core/paper/paper';
import { Disposable } from '../dispose';
import { KeptTextStore } from '../library/store/keptTextStore';
import { httpEffects } from '../library/sync/httpEffects';
import { monotonicClock } from '../library/sync/monotonicClock';
import type { Log } from '../log';
import { networkMode } from '../networkSettings';
import { paperIdOr } from '../papers/paperArgument';
import type { PaperPicker } from '../papers/paperPicker';
import { showUnknownPaper } from '../papers/unknownPaper';
import { keepTexts } from './keepTexts';
import { openText } from './openText';
import { removeTexts } from './removeTexts';
import { TextFileSystem } from './textFileSystem';
import { Texts } from './texts';
import { idOfTextUri, textUri } from './textUri';

const PREVIEW = 'vscode.markdown.preview.editor';

export interface TextLibrary {
  readonly catalogue: { readonly ready: Promise<void>; paper(id: string): Paper | undefined };
  readonly texts: { textsChanged(): void };
  readonly live: { readonly marks: { saved(): readonly string[]; isSaved(id: string): boolean } };
}

export interface FullTextDeps {
  /** Kept texts can be read without the library. */
  readonly library: () => Promise<TextLibrary>;
  readonly loaded: () => TextLibrary | undefined;
  readonly picker: PaperPicker;
  readonly activePaper: () => string | undefined;
  readonly storage: string;
  readonly log: Log;
}

/** The full texts of papers: their documents and commands. Loaded on first use. */
export class FullTextPart extends Disposable {
  readonly files: TextFileSystem;
  readonly #deps: FullTextDeps;
  readonly #store: KeptTextStore;
  readonly #texts: Texts;
  #ending = new AbortController();

  constructor(deps: FullTextDeps) {
    super();
    this.#deps = deps;
    const { storage, log, loaded } = deps;
    this.#store = new KeptTextStore(path.join(storage, 'texts'), log);
    this.#texts = new Texts({
      store: this.#store,
      effects: httpEffects(log, monotonicClock()),
      isSaved: (id) => loaded()?.live.marks.isSaved(id) ?? false,
      changed: () => loaded()?.texts.textsChanged(),
    });
    this.files = this._register(new TextFileSystem(this.#texts));
    this._register({ dispose: () => this.#ending.abort() });
    this._register(vscode.workspace.onDidChangeConfiguration(() => networkMode() === 'off' && this.#stop()));
  }

  /** Shows the text of the given paper, else of the active tab's, else of a picked one. */
  async open(argument: unknown, again = false): Promise<void> {
    const paper = await this.#paperOf(argument ?? idOfActiveText());
    if (!paper) return;
    const show = (shown: Paper): Promise<void> => this.#show(shown, again);
    await openText(paper, { texts: this.#texts, show, ending: this.#ending.signal }, again);
  }

  async keep(): Promise<void> {
    const saved = async (): Promise<readonly Paper[]> => {
      const { catalogue, live } = await this.#deps.library();
      await catalogue.ready;
      return live.marks.saved().flatMap((id) => catalogue.paper(id) ?? []);
    };
    await keepTexts({ texts: this.#texts, store: this.#store, saved, ending: this.#ending.signal });
  }

  async remove(): Promise<void> {
    const { catalogue } = await this.#deps.library();
    await catalogue.ready;
    await removeTexts(this.#store, this.#texts, (id) => catalogue.paper(id));
  }

  toggleImages(argument: unknown): void {
    const uri = argument instanceof vscode.Uri ? argument : activeTextUri();
    if (!uri) return;
    const shown = this.files.toggleImages(uri);
    vscode.window.setStatusBarMessage(
      shown ? vscode.l10n.t('Images are shown') : vscode.l10n.t('Images are hidden'),
      4_000,
    );
  }

  #stop(): void {
    this.#ending.abort();
    this.#ending = new AbortController();
  }

  async #paperOf(argument: unknown): Promise<Paper | undefined> {
    const { picker, activePaper, library } = this.#deps;
    const given = argument instanceof vscode.Uri ? idOfTextUri(argument) : argument;
    const id = paperIdOr(given, activePaper);
    if (id === undefined) return picker.pick({ title: vscode.l10n.t('Open Full Text') });
    const { catalogue } = await library();
    await catalogue.ready;
    const paper = catalogue.paper(id);
    if (!paper) await showUnknownPaper(id);
    return paper;
  }

  /** Shows VS Code's Markdown preview, or text if the preview is disabled. */
  async #show({ id, title }: Paper, changed: boolean): Promise<void> {
    const uri = textUri(id, title);
    this.files.changed(uri);
    try {
      await vscode.commands.executeCommand('vscode.openWith', uri, PREVIEW);
    } catch (error) {
      this.#deps.log.debug(`No Markdown preview: ${String(error)}`);
      await vscode.window.showTextDocument(uri);
    }
    if (changed) vscode.window.setStatusBarMessage(vscode.l10n.t('The text was fetched again'), 4_000);
  }
}

function activeTextUri(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  if (!(input instanceof vscode.TabInputCustom || input instanceof vscode.TabInputText)) return undefined;
  return idOfTextUri(input.uri) === undefined ? undefined : input.uri;
}

function idOfActiveText(): string | undefined {
  const uri = activeTextUri();
  return uri && idOfTextUri(uri);
}
