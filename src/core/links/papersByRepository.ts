import type { Paper, Repository } from '../paper/paper';
import { repositoryKey } from './repository';

export interface PapersByRepository {
  /** Newest first. Several papers can name one repository. */
  of(repository: Repository): readonly Paper[];
  /** Papers that name a repository with this name, in any case, of any owner. */
  named(name: string): readonly Paper[];
}

/** Released with the list of papers when the library changes. */
const indexes = new WeakMap<readonly Paper[], PapersByRepository>();

/** The first call for a list makes one pass over the papers. */
export function papersByRepository(papers: readonly Paper[]): PapersByRepository {
  const known = indexes.get(papers);
  if (known) return known;
  const byKey = new Map<string, Paper[]>();
  const byName = new Map<string, Paper[]>();
  const add = (map: Map<string, Paper[]>, key: string, paper: Paper): void => {
    const others = map.get(key);
    if (!others) map.set(key, [paper]);
    else if (others.at(-1) !== paper) others.push(paper);
  };
  for (const paper of papers) {
    for (const repository of paper.repositories) {
      add(byKey, repositoryKey(repository), paper);
      add(byName, repository.name.toLowerCase(), paper);
    }
  }
  const index: PapersByRepository = {
    of: (repository) => byKey.get(repositoryKey(repository)) ?? [],
    named: (name) => byName.get(name.toLowerCase()) ?? [],
  };
  indexes.set(papers, index);
  return index;
}
