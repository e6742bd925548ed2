import type { Paper } from '../../../core/paper/paper';
import type { PaperFileAbout } from '../paperFile';

export type Unavailable = { readonly kind: 'newer' } | { readonly kind: 'unreadable'; readonly why: string };

/** Without the lines, which would double the memory of a large library. */
export type FolderFile =
  | { readonly kind: 'papers'; readonly about: PaperFileAbout; readonly papers: readonly Paper[] }
  | Unavailable;

export type CurrentFile =
  | {
      readonly kind: 'records';
      readonly records: ReadonlyMap<string, { readonly paper: Paper; readonly line: string }>;
    }
  | Unavailable;
