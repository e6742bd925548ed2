import { duePapers, withAsked, type CodeWatch } from '../../core/codeWatch/codeWatch';
import { isArxivId } from '../../core/links/arxiv';
import type { Paper } from '../../core/paper/paper';
import type { Log } from '../../log';
import { isFatal, type FeedFailure } from '../sync/feedPage';
import type { SharedValue } from '../store/sharedValue';

/** Maximum number of papers that one refresh asks about. Others follow with the next refresh. */
const MAX_ASKED = 50;

export interface AskAgainDeps {
  readonly shared: Pick<SharedValue<CodeWatch>, 'value' | 'load' | 'update'>;
  /** Ids of the saved papers. */
  readonly saved: () => readonly string[];
  /** Whether requests without a command are allowed. */
  readonly isAllowed: () => boolean;
  /** Fetches a paper from the Hub. */
  readonly fetch: (id: string, signal: AbortSignal) => Promise<Paper | FeedFailure>;
  /** Adds what the Hub has to the library. */
  readonly merge: (papers: readonly Paper[]) => Promise<void>;
  readonly now: () => number;
  readonly log: Log;
}

/**
 * Asks the Hub again for saved papers that name no repository, because a refresh fetches only new days. Each paper at most
 * once a week, one at a time. Merges only papers that name a repository now. Never rejects.
 */
export async function askAgain(deps: AskAgainDeps, signal: AbortSignal): Promise<void> {
  const { shared, saved, isAllowed, fetch, merge, now, log } = deps;
  const come: Paper[] = [];
  try {
    await shared.load();
    const due = new Set(duePapers(shared.value, now()));
    const ids = saved()
      .filter((id) => due.has(id) && isArxivId(id))
      .slice(0, MAX_ASKED);
    for (const id of ids) {
      if (signal.aborted || !isAllowed()) break;
      const found = await fetch(id, signal);
      if ('kind' in found && isFatal(found)) {
        // The Hub was not reached, so the week begins with the next request.
        log.info(`Code watch: ${JSON.stringify(found)}`);
        break;
      }
      await shared.update((state) => withAsked(state, id, now()));
      if ('repositories' in found && found.repositories.length > 0) come.push(found);
    }
  } catch (error) {
    if (!signal.aborted) log.warn(`Code watch: ${String(error)}`);
  }
  // A cancelled call keeps what it found, because it will not ask again for a week.
  if (come.length > 0) await merge(come).catch((error: unknown) => log.warn(`Code watch: ${String(error)}`));
}
