import type { Paper } from '../core/paper/paper';
import type { PanelState } from '../core/protocol';
import type { RelatedPaper } from '../core/index/searchHit';
import { bibtex } from '../library/texToUnicode';
import type { MathRenderer } from './page/mathml';
import type { PageView } from './page/view';
import type { PaperState, PaperStates } from '../papers/paperStates';
import { failureMessage } from '../networkMessages';
import type {
  CloneState,
  PanelCatalogue,
  PanelInspections,
  PanelMarks,
  PanelNotes,
  PanelOutcomes,
} from './panelTypes';
import { textRenderer } from './page/textRenderer';
import { messageLocale } from '../messageLocale';

const MAX_RELATED = 6;

/** Collects the content of a page from the library, the clones and the editor. */
export class PageModel {
  readonly #related = new Map<string, readonly RelatedPaper[]>();

  constructor(
    private readonly catalogue: PanelCatalogue,
    private readonly clones: CloneState,
    private readonly states: PaperStates,
    private readonly notes: PanelNotes,
    private readonly inspections: PanelInspections,
    private readonly outcomes: PanelOutcomes,
    private readonly marked: PanelMarks,
  ) {}

  view(paper: Paper, state: PanelState, maths: MathRenderer): PageView {
    const topics = new Map(this.catalogue.topics().map((topic) => [topic.id, topic]));
    return {
      paper,
      state,
      isKept: this.catalogue.has(paper.id),
      topics: paper.topics.map((id) => topics.get(id)).filter((topic) => topic !== undefined),
      related: this.#related.get(paper.id),
      outcome: {
        known: this.outcomes.of(paper.id),
        isRequesting: this.outcomes.isRequesting(paper.id),
        failures: this.outcomes
          .failuresOf(paper.id)
          // The user requested nothing, and without a network every page would show this line.
          .filter(({ failure }) => failure.kind !== 'offline')
          .map(({ failure, host }) => failureMessage(failure, `https://${host}`)),
      },
      savedOn: this.marked.savedAt(paper.id)?.slice(0, 10),
      foldersOf: (repository) => this.clones.foldersOf(repository),
      isCloning: (repository) => this.clones.isCloning(repository),
      inspectionOf: (repository) => this.inspections.of(repository),
      isInspecting: (repository) => this.inspections.isRunning(repository),
      stateOf: (one) => this.states.of(one),
      note: this.notes.noteOf(paper.id),
      citation: bibtex(paper),
      renderText: textRenderer(state.query, maths),
      ...messageLocale(),
    };
  }

  /** Returns the user's marks of a paper; `undefined` if the library does not have it. */
  marks(id = ''): PaperState | undefined {
    const paper = this.catalogue.paper(id);
    return paper && this.states.of(paper);
  }

  /** Finds related papers for later calls of `view`. Returns false if they were already found. */
  async findRelated(id: string): Promise<boolean> {
    if (this.#related.has(id)) return false;
    this.#related.set(id, await this.catalogue.related(id, MAX_RELATED));
    return true;
  }

  clearRelated(): void {
    this.#related.clear();
  }
}
