import { feedDay, mayBeOfWeek, spansToRead, type FeedSpan } from '../../core/feed/feedCalendar';
import type { Paper } from '../../core/paper/paper';
import { collect } from './fetchPages';
import type { FeedFailure } from './feedPage';
import { progressOf, restOf, withProgress } from './feedState';
import { Gains } from './changeCounter';
import { FailuresInARow } from './fetchPages';
import type { UpdateEffects, UpdateOptions, UpdateOutcome } from './updateTypes';

/** Longest pause that a server may ask for, in ms: nobody watches a refresh for long. */
const PATIENCE = 15_000;

/** Reads the days since the newest one that is held, and those before it that still move. Cancelled, it keeps nothing. */
export async function updateDays(effects: UpdateEffects, options: UpdateOptions): Promise<UpdateOutcome> {
  const { library, store, memory, now } = effects;
  await library.read();
  const today = feedDay(now());
  const { endpoint } = options.client;
  const before = progressOf(await memory.read(), endpoint);
  options.client.rest(restOf(before, now()));
  const { spans, leftOut } = spansToRead(before.readTo, today);
  const { papers, failure, readTo } = await readSpans(spans, today, options);
  options.signal.throwIfAborted();

  const gains = new Gains(library);
  let saved = true;
  try {
    if (papers.length > 0) saved = (await store.merge(papers)).length === 0;
    await library.reload();
  } finally {
    gains.end();
  }
  // What other windows brought meanwhile is not this run's news.
  const read = new Set(papers.map(({ id }) => id));
  await memory.note((state) => ({
    ...withProgress(state, endpoint, (progress) => ({
      ...progress,
      // What is not on disk must be asked for again.
      ...(readTo === undefined || !saved ? {} : { readTo }),
      ...(failure ? {} : { last: now() }),
      ...(failure?.kind === 'busy' ? { notBefore: now() + failure.wait } : {}),
    })),
    unseen: [...new Set([...state.unseen, ...gains.added(read)])],
  }));
  return { kind: 'done', ...gains.counts(read), ...(failure && { failure }), ...(leftOut && { leftOut }) };
}

/** The papers of pieces of the feed, and the last day before the first piece that failed. */
async function readSpans(
  spans: readonly FeedSpan[],
  today: string,
  options: UpdateOptions,
): Promise<{
  readonly papers: readonly Paper[];
  readonly readTo?: string;
  readonly failure?: FeedFailure;
}> {
  const papers: Paper[] = [];
  const failures = new FailuresInARow();
  let readTo: { readonly readTo?: string } = {};
  for (const [done, { query, through }] of spans.entries()) {
    const answer = await collect(query, PATIENCE, options, { at: through, done, total: spans.length });
    // The feed's own day may begin a moment after New York's.
    const early = answer.failure?.kind === 'status' && answer.failure.status === 400 && through === today;
    const foreign = 'week' in query && isForeign(answer.papers, (day) => mayBeOfWeek(day, query.week));
    if (!foreign) papers.push(...answer.papers);
    const failure = foreign ? ({ kind: 'wrong-shape' } as const) : early ? undefined : answer.failure;
    if (failures.endsWith(failure)) break;
    if (!failures.first) readTo = { readTo: through };
  }
  return { papers, ...readTo, ...(failures.first && { failure: failures.first }) };
}

/** Whether no paper is of the time that was asked for: a server that does not know weeks answers with its newest days. */
export function isForeign(papers: readonly Paper[], mayBeOf: (day: string) => boolean): boolean {
  return papers.length > 0 && !papers.some(({ featuredOn: days }) => days.length === 0 || days.some(mayBeOf));
}
