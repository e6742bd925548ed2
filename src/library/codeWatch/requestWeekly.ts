import { duePapers } from '../../core/codeWatch/weeklyChecks';
import { withRequested, type CodeWatch } from '../../core/codeWatch/codeWatch';
import { isArxivId } from '../../core/links/arxiv';
import type { Paper } from '../../core/paper/paper';
import type { Log } from '../../log';
import { FailureStreak } from '../sync/fetchPages';
import { isTemporary, type FeedFailure } from '../sync/feedPage';
import type { SharedValue } from '../store/sharedValue';

/** Per refresh. The next refresh continues. */
const MAX_REQUESTED = 50;
const HOUR_MS = 3_600_000;

export interface RequestWeeklyDeps {
  readonly shared: Pick<SharedValue<CodeWatch>, 'value' | 'load' | 'update'>;
  readonly saved: () => readonly string[];
  readonly isAllowed: () => boolean;
  readonly fetch: (id: string, signal: AbortSignal) => Promise<Paper | FeedFailure>;
  readonly merge: (papers: readonly Paper[]) => Promise<void>;
  readonly now: () => number;
  readonly log: Log;
}

/**
 * Requests saved papers without a repository from the Hub, because a refresh fetches only new days. Requests
 * each paper at most once a week. Merges only papers that now have a repository. Never rejects.
 */
export async function requestWeekly(deps: RequestWeeklyDeps, signal: AbortSignal): Promise<void> {
  const { shared, saved, isAllowed, fetch, merge, now, log } = deps;
  const come: Paper[] = [];
  const failures = new FailureStreak();
  try {
    await shared.load();
    const due = new Set(duePapers(shared.value, now()));
    const ids = turned(
      saved().filter((id) => due.has(id) && isArxivId(id)),
      now(),
    ).slice(0, MAX_REQUESTED);
    for (const id of ids) {
      if (signal.aborted || !isAllowed()) break;
      const found = await fetch(id, signal);
      const failure = 'kind' in found && isTemporary(found) ? found : undefined;
      if (failure) log.info(`Code watch: ${id}: ${JSON.stringify(failure)}`);
      if (failures.endsWith(failure)) break;
      // A temporary failure does not start a new week.
      if (failure) continue;
      await shared.update((state) => withRequested(state, id, now()));
      if ('repositories' in found && found.repositories.length > 0) come.push(found);
    }
  } catch (error) {
    if (!signal.aborted) log.warn(`Code watch: ${String(error)}`);
  }
  // Also merges after cancelling, because these papers are not requested again for a week.
  if (come.length > 0) await merge(come).catch((error: unknown) => log.warn(`Code watch: ${String(error)}`));
}

/** Starts at another paper each hour, so that two papers that always fail do not block the others. */
function turned(ids: readonly string[], now: number): readonly string[] {
  const start = Math.floor(now / HOUR_MS) % Math.max(1, ids.length);
  return [...ids.slice(start), ...ids.slice(0, start)];
}
