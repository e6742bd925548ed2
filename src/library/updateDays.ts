import { daysToRead, feedDay } from '../core/feedDays';
import type { Paper } from '../core/paper';
import { collect } from './collect';
import type { FeedFailure } from './feedPage';
import { progressOf, withProgress } from './feedState';
import { Gains } from './gains';
import type { UpdateEffects, UpdateOptions, UpdateOutcome } from './update';

/** Longest pause that a server may ask for, in ms: nobody watches a refresh for long. */
const PATIENCE = 15_000;

/** Reads the days since the newest one that is held, and those before it that still move. Cancelled, it keeps nothing. */
export async function updateDays(effects: UpdateEffects, options: UpdateOptions): Promise<UpdateOutcome> {
  const { library, store, memory, now } = effects;
  await library.read();
  const today = feedDay(now());
  const { endpoint } = options.client;
  const days = daysToRead(progressOf(await memory.read(), endpoint).readTo, today);
  const { papers, failure, readTo } = await readDays(days, today, options);
  options.signal.throwIfAborted();

  const gains = new Gains(library);
  try {
    if (papers.length > 0) await store.merge(papers);
    await library.reload();
  } finally {
    gains.end();
  }
  await memory.note((state) => ({
    ...withProgress(state, endpoint, (progress) => ({
      ...progress,
      ...(readTo === undefined ? {} : { readTo }),
      ...(failure ? {} : { last: now() }),
      ...(failure?.kind === 'busy' ? { notBefore: now() + failure.wait } : {}),
    })),
    unseen: [...new Set([...state.unseen, ...gains.added])],
  }));
  return { kind: 'done', ...gains.counts, ...(failure ? { failure } : {}) };
}

/** The papers of days up to the first that fails, and the last day before that. */
async function readDays(
  days: readonly string[],
  today: string,
  options: UpdateOptions,
): Promise<{
  readonly papers: readonly Paper[];
  readonly readTo?: string;
  readonly failure?: FeedFailure;
}> {
  const papers: Paper[] = [];
  let readTo: { readonly readTo?: string } = {};
  for (const [done, day] of days.entries()) {
    const answer = await collect({ date: day }, PATIENCE, options, { at: day, done, total: days.length });
    papers.push(...answer.papers);
    const { failure } = answer;
    // The feed's own day may begin a moment after New York's.
    const early = failure?.kind === 'status' && failure.status === 400 && day === today;
    if (failure && !early) return { papers, ...readTo, failure };
    readTo = { readTo: day };
  }
  return { papers, ...readTo };
}
