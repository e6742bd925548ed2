import type { FeedGap } from '../../../core/feed/feedGap';
import type { Log } from '../../../log';
import type { FeedClient } from '../feedClient';
import type { FeedMemory } from '../feedState';
import type { FeedFailure } from '../feedPage';
import type { Library } from '../../library';
import type { PaperStore } from '../../store/paperStore';

export type UpdateOutcome =
  | {
      readonly kind: 'done';
      readonly added: number;
      readonly updated: number;
      /** First failure, if any. The downloaded papers are kept. */
      readonly failure?: FeedFailure;
      /** Unreadable months. The next run requests these again. */
      readonly unread?: readonly string[];
      /** Past months without papers. The next run requests these again. */
      readonly empty?: readonly string[];
      /** Days that only an archive download fetches, because this or an earlier refresh came too late. */
      readonly skipped?: FeedGap;
    }
  /** No requests were sent: another window is updating (`elsewhere`), or no month is missing (`complete`). */
  | { readonly kind: 'elsewhere' | 'complete' }
  | { readonly kind: 'cancelled'; readonly added: number; readonly updated: number };

/** `at` is the current day or month. */
export interface UpdateProgress {
  readonly at: string;
  readonly done: number;
  readonly total: number;
  /** End of the current wait, in epoch ms. */
  readonly waitsUntil?: number;
}

export interface UpdateOptions {
  readonly client: FeedClient;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: UpdateProgress) => void;
  /** Downloads complete months again: votes, stars and summaries are added late. */
  readonly again?: boolean;
}

export interface UpdateEffects {
  readonly library: Pick<Library, 'read' | 'reload' | 'onDidChange'>;
  readonly store: Pick<PaperStore, 'merge'>;
  readonly memory: FeedMemory;
  readonly onArrived?: (ids: readonly string[]) => Promise<void>;
  readonly log: Log;
  readonly now: () => number;
}

export const CANCELLED: UpdateOutcome = { kind: 'cancelled', added: 0, updated: 0 };
