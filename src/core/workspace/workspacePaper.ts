import type { FolderPaper } from './folderPapers';

export interface WorkspacePaper extends FolderPaper {
  /** Workspace folder; empty if there is only one. */
  readonly folder: string;
  /** Whether the checked-out commit is from the paper's day or earlier. Absent if unknown. */
  readonly commit?: 'paperDate' | 'newer';
}

/** Compares days `YYYY-MM-DD` in UTC. */
export function commitState(committed: string, published: string): 'paperDate' | 'newer' | undefined {
  if (published === '') return undefined;
  return committed <= published ? 'paperDate' : 'newer';
}
