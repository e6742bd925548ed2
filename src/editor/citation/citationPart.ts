import { CitationCompletion, type CitableLibrary } from './completion';
import type { StateOf } from '../../papers/paperStates';
import { insertCitation, type CitationServices } from './insertCitation';

/** Citing papers in documents. Loaded with the first citation. */
export class CitationPart {
  readonly completion: CitationCompletion;
  readonly #services: CitationServices;

  constructor(services: CitationServices & { readonly library: CitableLibrary; readonly stateOf: StateOf }) {
    this.#services = services;
    this.completion = new CitationCompletion(services.library, services.memory, services.stateOf);
  }

  /** Without an id, the user picks one or more papers. */
  readonly insertCitation = (id?: string): Promise<void> => insertCitation(this.#services, id);

  dispose(): void {
    // Owns no resources.
  }
}
