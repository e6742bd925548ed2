import type { Log } from '../../log';
import type { FeedClient } from './feedClient';
import type { FeedMemory } from './feedState';
import type { FeedFailure } from './feedPage';
import type { Library } from '../library';
import type { PaperStore } from '../store/paperStore';

/** What an update came to. */
export type UpdateOutcome =
  | {
      readonly kind: 'done';
      readonly added: number;
      readonly updated: number;
      /** Why something that was asked for did not come; the papers that came are kept all the same. */
      readonly failure?: FeedFailure;
      /** Months that could not be read; they are asked for again the next time. */
      readonly unread?: readonly string[];
      /** Months that are over and for which no paper came; they, too. */
      readonly empty?: readonly string[];
      /** Days that a refresh left to the archive, both ends included, as nobody refreshed for so long. */
      readonly leftOut?: { readonly from: string; readonly to: string };
    }
  /** Nothing was asked for: another window is at it, or nothing is left to ask for. */
  | { readonly kind: 'elsewhere' | 'complete' }
  | { readonly kind: 'cancelled'; readonly added: number; readonly updated: number };

/** How far an update is: `done` of `total` days or months, and the one it is at. */
export interface UpdateProgress {
  readonly at: string;
  readonly done: number;
  readonly total: number;
  /** Until when the server is left alone before it goes on, by the wall clock in ms. */
  readonly waitsUntil?: number;
}

/** How an update is run. */
export interface UpdateOptions {
  readonly client: FeedClient;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: UpdateProgress) => void;
  /** Months that are held are read again, as votes, stars and summaries come late. */
  readonly again?: boolean;
}

/** What an update works with. */
export interface UpdateEffects {
  readonly library: Pick<Library, 'read' | 'reload' | 'onDidChange'>;
  readonly store: Pick<PaperStore, 'merge'>;
  readonly memory: FeedMemory;
  readonly log: Log;
  /** Wall clock in ms. */
  readonly now: () => number;
}

/** What an update that was stopped before it brought anything came to. */
export const CANCELLED: UpdateOutcome = { kind: 'cancelled', added: 0, updated: 0 };
