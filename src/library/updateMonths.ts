import { feedDay } from '../core/feedDays';
import type { Paper } from '../core/paper';
import { collect } from './collect';
import type { FeedFailure } from './feedPage';
import { progressOf, withProgress, type FeedProgress } from './feedState';
import { Gains } from './gains';
import type { UpdateEffects, UpdateOptions, UpdateOutcome } from './update';

/** Longest pause that a server may ask for, in ms: an archive may take its time. */
const PATIENCE = 900_000;

/** While months come in, papers are shown at most this often, in ms: each time they are indexed again. */
const SHOW_EVERY = 20_000;

/** Reads whole months that were not read yet, in their order. Cancelled or failed, it goes on there the next time. */
export async function updateMonths(
  effects: UpdateEffects,
  months: readonly string[],
  options: UpdateOptions,
): Promise<UpdateOutcome> {
  const { library, memory } = effects;
  await library.read();
  const held = new Set(progressOf(await memory.read(), options.client.endpoint).months);
  const wanted = months.filter((month) => !held.has(month));
  if (wanted.length === 0) return { kind: 'complete' };

  const gains = new Gains(library);
  let read: MonthsRead = { empty: [] };
  try {
    read = await readMonths(effects, wanted, options);
  } catch (error) {
    if (!options.signal.aborted) throw error;
  } finally {
    // What came is shown, however the run ended.
    await library.reload();
    gains.end();
  }
  if (options.signal.aborted) return { kind: 'cancelled', ...gains.counts };
  const { failure, empty } = read;
  return { kind: 'done', ...gains.counts, ...(failure && { failure }), ...(empty.length > 0 && { empty }) };
}

/** The months that are over and empty, and why the reading ended early, if it did. */
interface MonthsRead {
  readonly empty: readonly string[];
  readonly failure?: FeedFailure;
}

/** Reads and keeps one month after the other. */
async function readMonths(
  { library, store, memory, now }: UpdateEffects,
  months: readonly string[],
  options: UpdateOptions,
): Promise<MonthsRead> {
  const empty: string[] = [];
  let shown = performance.now();
  for (const [done, month] of months.entries()) {
    const at = { at: month, done, total: months.length };
    const { papers, failure } = await collect({ month }, PATIENCE, options, at);
    if (failure) return { empty, failure };
    // A server that does not know months answers with its newest days.
    if (papers.length > 0 && !papers.some((paper) => mayBeOf(paper, month)))
      return { empty, failure: { kind: 'wrong-shape' } };
    options.signal.throwIfAborted();
    await store.merge(papers);
    const over = month < feedDay(now()).slice(0, 7);
    // Every month since the feed began has papers; a server that has none of one may have them later.
    if (over && papers.length === 0) empty.push(month);
    // The month that is not over yet will have more.
    if (over && papers.length > 0) {
      const { endpoint } = options.client;
      await memory.note((state) => withProgress(state, endpoint, (old) => withMonth(old, month)));
    }
    if (performance.now() - shown > SHOW_EVERY) {
      await library.reload();
      shown = performance.now();
    }
  }
  return { empty };
}

function mayBeOf(paper: Paper, month: string): boolean {
  return paper.featuredOn.length === 0 || paper.featuredOn.some((day) => day.startsWith(month));
}

function withMonth(progress: FeedProgress, month: string): FeedProgress {
  return { ...progress, months: [...new Set([...progress.months, month])].sort() };
}
