import type { PaperMention } from '../core/links/paperMentions';
import { papersByRepository } from '../core/links/papersByRepository';
import type { Paper } from '../core/paper/paper';

export interface EditorLibrary {
  /** Resolves when papers can be looked up. The first access starts reading them. */
  readonly ready: Promise<void>;
  papers(): readonly Paper[];
  paper(id: string): Paper | undefined;
  topics(): readonly { readonly id: string; readonly label: string }[];
}

export class PaperLookup {
  readonly #library: EditorLibrary;

  constructor(library: EditorLibrary) {
    this.#library = library;
  }

  /** Waits for the library, then returns the papers of a mention, newest first. Papers can share a repository. */
  async papersNamed({ arxivId, repository }: PaperMention): Promise<readonly Paper[]> {
    await this.#library.ready;
    if (arxivId !== undefined) {
      const paper = this.#library.paper(arxivId);
      return paper ? [paper] : [];
    }
    return repository ? papersByRepository(this.#library.papers()).of(repository) : [];
  }
}
