import { feedDay } from '../../core/feed/feedCalendar';
import { collect } from './fetchPages';
import type { FeedFailure } from './feedPage';
import { progressOf, restOf, withProgress, type FeedProgress } from './feedState';
import { Gains } from './changeCounter';
import { FailuresInARow } from './fetchPages';
import type { UpdateEffects, UpdateOptions, UpdateOutcome } from './updateTypes';
import { isForeign } from './updateDays';

/** Longest pause that a server may ask for, in ms: an archive may take its time. */
const PATIENCE = 900_000;

/** While months come in, papers are shown at most this often, in ms: each time they are indexed again. */
const SHOW_EVERY = 20_000;

/**
 * Reads whole months that were not read yet, or all that are named where `again` is set, in their order. Cancelled or
 * failed, it goes on there the next time.
 */
export async function updateMonths(
  effects: UpdateEffects,
  months: readonly string[],
  options: UpdateOptions,
): Promise<UpdateOutcome> {
  const { library, memory } = effects;
  await library.read();
  const before = progressOf(await memory.read(), options.client.endpoint);
  options.client.rest(restOf(before, effects.now()));
  const held = new Set(before.months);
  const wanted = options.again ? months : months.filter((month) => !held.has(month));
  if (wanted.length === 0) return { kind: 'complete' };

  const gains = new Gains(library);
  // What other windows bring meanwhile is not this run's.
  const came = new Set<string>();
  let read: MonthsRead = { empty: [], unread: [] };
  try {
    read = await readMonths(effects, wanted, options, came);
  } catch (error) {
    if (!options.signal.aborted) throw error;
  } finally {
    // What came is shown, however the run ended.
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

/** The months that are over and empty, those that could not be read, and why. */
interface MonthsRead {
  readonly empty: readonly string[];
  readonly unread: readonly string[];
  readonly failure?: FeedFailure;
}

/** Reads and keeps one month after the other; notes the ids of the papers that came. */
async function readMonths(
  { library, store, memory, now }: UpdateEffects,
  months: readonly string[],
  options: UpdateOptions,
  came: Set<string>,
): Promise<MonthsRead> {
  const { endpoint } = options.client;
  const empty: string[] = [];
  const unread: string[] = [];
  const failures = new FailuresInARow();
  const read = (): MonthsRead => ({ empty, unread, ...(failures.first && { failure: failures.first }) });
  let shown = performance.now();
  for (const [done, month] of months.entries()) {
    const at = { at: month, done, total: months.length };
    const answer = await collect({ month }, PATIENCE, options, at);
    options.signal.throwIfAborted();
    const foreign = isForeign(answer.papers, (day) => day.startsWith(month));
    const failure: FeedFailure | undefined = foreign ? { kind: 'wrong-shape' } : answer.failure;
    const papers = foreign ? [] : answer.papers;
    for (const { id } of papers) came.add(id);
    // The pages that came before one that did not are worth keeping.
    const unsaved = await store.merge(papers);
    if (failure) unread.push(month);
    if (failure?.kind === 'busy') {
      const notBefore = now() + failure.wait;
      await memory.note((state) => withProgress(state, endpoint, (old) => ({ ...old, notBefore })));
    }
    if (failures.endsWith(failure)) return read();
    const over = !failure && month < feedDay(now()).slice(0, 7);
    // Every month since the feed began has papers; a server that has none of one may have them later.
    if (over && papers.length === 0) empty.push(month);
    // The month that is not over yet will have more, and what is not on disk must be asked for again.
    if (over && papers.length > 0 && unsaved.length === 0)
      await memory.note((state) => withProgress(state, endpoint, (old) => withMonth(old, month)));
    if (performance.now() - shown > SHOW_EVERY) {
      await library.reload();
      shown = performance.now();
    }
  }
  return read();
}

function withMonth(progress: FeedProgress, month: string): FeedProgress {
  return { ...progress, months: [...new Set([...progress.months, month])].sort() };
}
