import { Disposable } from '../dispose';
import type { ChosenBibliographies } from './citation/findBibliography';
import { PaperHover } from './hover';
import type { StateOf } from '../papers/paperStates';
import { PaperLinks } from './links';
import { CursorContext, openPaperAtCursor } from './openAtCursor';
import { PaperLookup, type EditorLibrary } from './paperLookup';

export class EditorPart extends Disposable {
  readonly hover: PaperHover;
  readonly links: PaperLinks;
  readonly #lookup: PaperLookup;

  readonly #chosen: ChosenBibliographies;

  constructor(library: EditorLibrary, chosen: ChosenBibliographies, stateOf: StateOf) {
    super();
    this.#lookup = new PaperLookup(library);
    this.#chosen = chosen;
    this.hover = new PaperHover(library, this.#lookup, chosen, stateOf);
    this.links = new PaperLinks(this.#lookup);
    this._register(new CursorContext());
  }

  openPaperAtCursor(): Promise<void> {
    return openPaperAtCursor(this.#lookup, this.#chosen);
  }
}
