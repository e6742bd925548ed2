import type { PaperMention } from '../core/links/paperMentions';
import { repositoryKey } from '../core/links/repository';
import type { Paper } from '../core/paper/paper';

/** The part of the library that editors need. */
export interface EditorLibrary {
  /** Resolves when the papers can be looked up. The first access starts reading them. */
  readonly ready: Promise<void>;
  papers(): readonly Paper[];
  paper(id: string): Paper | undefined;
  topics(): readonly { readonly id: string; readonly label: string }[];
}

/** Finds the papers of the library that a text names. */
export class PaperLookup {
  readonly #library: EditorLibrary;
  /** Papers by repository, for one list of papers; dropped with that list when the library changes. */
  readonly #byRepository = new WeakMap<readonly Paper[], ReadonlyMap<string, readonly Paper[]>>();

  constructor(library: EditorLibrary) {
    this.#library = library;
  }

  /**
   * Waits for the library.
   * @returns the papers that a mention names, newest first; several papers can share one repository
   */
  async papersNamed({ arxivId, repository }: PaperMention): Promise<readonly Paper[]> {
    await this.#library.ready;
    if (arxivId !== undefined) {
      const paper = this.#library.paper(arxivId);
      return paper ? [paper] : [];
    }
    return repository ? (this.#papersByRepository().get(repositoryKey(repository)) ?? []) : [];
  }

  #papersByRepository(): ReadonlyMap<string, readonly Paper[]> {
    const papers = this.#library.papers();
    const known = this.#byRepository.get(papers);
    if (known) return known;
    const byRepository = new Map<string, Paper[]>();
    for (const paper of papers) {
      for (const repository of paper.repositories) {
        const key = repositoryKey(repository);
        const others = byRepository.get(key);
        if (others) others.push(paper);
        else byRepository.set(key, [paper]);
      }
    }
    this.#byRepository.set(papers, byRepository);
    return byRepository;
  }
}
