import { feedDay } from '../../../core/feed/feedCalendar';
import { gapWithout } from '../../../core/feed/feedGap';
import { omitUndefined } from '../../../core/lang/omitUndefined';
import { collect } from '../fetchPages';
import type { FeedFailure } from '../feedPage';
import { progressOf, cooldownOf, withProgress, type FeedProgress } from '../feedState';
import { ChangeCounter } from './changeCounter';
import { FailureStreak } from '../fetchPages';
import type { UpdateEffects, UpdateOptions, UpdateOutcome } from './updateTypes';
import { isOtherTime } from './updateDays';

/** Maximum wait during an archive download: 15 minutes. */
const MAX_WAIT_MS = 900_000;

/** Time between reloads during a download, in ms, because each reload indexes the papers again. */
const SHOW_EVERY = 20_000;

/**
 * Downloads whole months in the given order. Skips complete months unless `again` is set. After a cancel or a
 * failure, the next call continues.
 */
export async function updateMonths(
  effects: UpdateEffects,
  months: readonly string[],
  options: UpdateOptions,
): Promise<UpdateOutcome> {
  const { library, memory } = effects;
  await library.read();
  const before = progressOf(await memory.read(), options.client.endpoint);
  options.client.rest(cooldownOf(before, effects.now()));
  const held = new Set(before.months);
  const wanted = options.again ? months : months.filter((month) => !held.has(month));
  if (wanted.length === 0) return { kind: 'complete' };

  const gains = new ChangeCounter(library);
  // Excludes papers that other windows added meanwhile.
  const came = new Set<string>();
  let read: MonthsRead = { empty: [], unread: [] };
  try {
    read = await readMonths(effects, wanted, options, came);
  } catch (error) {
    if (!options.signal.aborted) throw error;
  } finally {
    // Shows the downloaded papers even if the run failed or was cancelled.
    await library.reload();
    gains.end();
  }
  if (options.signal.aborted) return { kind: 'cancelled', ...gains.counts(came) };
  const { failure, unread, empty } = read;
  return {
    kind: 'done',
    ...gains.counts(came),
    ...(failure && { failure }),
    ...(unread.length > 0 && { unread }),
    ...(empty.length > 0 && { empty }),
  };
}

interface MonthsRead {
  readonly empty: readonly string[];
  readonly unread: readonly string[];
  readonly failure?: FeedFailure;
}

/** Adds the ids of the papers to `came`. */
async function readMonths(
  { library, store, memory, now }: UpdateEffects,
  months: readonly string[],
  options: UpdateOptions,
  came: Set<string>,
): Promise<MonthsRead> {
  const { endpoint } = options.client;
  const empty: string[] = [];
  const unread: string[] = [];
  const failures = new FailureStreak();
  const read = (): MonthsRead => ({ empty, unread, ...(failures.first && { failure: failures.first }) });
  let shown = performance.now();
  for (const [done, month] of months.entries()) {
    const at = { at: month, done, total: months.length };
    const answer = await collect({ month }, MAX_WAIT_MS, options, at);
    options.signal.throwIfAborted();
    const foreign = isOtherTime(answer.papers, (day) => day.startsWith(month));
    const failure: FeedFailure | undefined = foreign ? { kind: 'wrong-shape' } : answer.failure;
    const papers = foreign ? [] : answer.papers;
    for (const { id } of papers) came.add(id);
    const unsaved = await store.merge(papers);
    if (failure) unread.push(month);
    if (failure?.kind === 'busy') {
      const notBefore = now() + failure.wait;
      await memory.note((state) => withProgress(state, endpoint, (old) => ({ ...old, notBefore })));
    }
    if (failures.endsWith(failure)) return read();
    const over = !failure && month < feedDay(now()).slice(0, 7);
    // Every month since the feed began has papers. A server without papers for a month may have them later.
    if (over && papers.length === 0) empty.push(month);
    // The current month will get more papers, and unsaved papers must be requested again.
    const complete = over && papers.length > 0;
    if (!failure && unsaved.length === 0)
      await memory.note((state) => withProgress(state, endpoint, (old) => withMonth(old, month, complete)));
    if (performance.now() - shown > SHOW_EVERY) {
      await library.reload();
      shown = performance.now();
    }
  }
  return read();
}

/** A `complete` month is not read again. */
function withMonth(progress: FeedProgress, month: string, complete: boolean): FeedProgress {
  const months = complete ? [...new Set([...progress.months, month])].sort() : progress.months;
  const gap = gapWithout(progress.gap, (one) => one === month || months.includes(one));
  return omitUndefined({ ...progress, months, gap });
}
