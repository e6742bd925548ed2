import type { Log } from '../log';
import type { FeedClient } from './feedClient';
import type { FeedMemory } from './feedMemory';
import type { FeedFailure } from './feedPage';
import type { Library } from './library';
import type { PaperStore } from './paperStore';

/** What an update came to. `failure` is why it ended early; the papers that came before it are kept. */
export type UpdateOutcome =
  | {
      readonly kind: 'done';
      readonly added: number;
      readonly updated: number;
      readonly failure?: FeedFailure;
      /** Months that are over and for which no paper came; they are asked for again the next time. */
      readonly empty?: readonly string[];
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
