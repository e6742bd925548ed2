import { daysToFetch, mayMatchIsoWeek, type FeedSpan } from '../../../core/feed/daysToFetch';
import { gapWithout, joinedGap } from '../../../core/feed/feedGap';
import { feedDay } from '../../../core/feed/feedCalendar';
import { omitUndefined } from '../../../core/lang/omitUndefined';
import type { Paper } from '../../../core/paper/paper';
import { collect } from '../fetchPages';
import type { FeedFailure } from '../feedPage';
import { progressOf, cooldownOf, withProgress } from '../feedState';
import { ChangeCounter } from './changeCounter';
import { FailureStreak } from '../fetchPages';
import type { UpdateEffects, UpdateOptions, UpdateOutcome } from './updateTypes';

/** Short, because the user watches the progress. */
const MAX_WAIT_MS = 15_000;

/**
 * Downloads the days since the last complete one, and earlier days that can still change. If aborted, stores
 * nothing and throws the signal's reason.
 */
export async function updateDays(effects: UpdateEffects, options: UpdateOptions): Promise<UpdateOutcome> {
  const { library, store, memory, now } = effects;
  await library.read();
  const today = feedDay(now());
  const { endpoint } = options.client;
  const before = progressOf(await memory.read(), endpoint);
  options.client.rest(cooldownOf(before, now()));
  const { spans, skipped } = daysToFetch(before.readTo, today);
  const gap = gapWithout(joinedGap(before.gap, skipped), (month) => before.months.includes(month));
  const { papers, failure, readTo } = await readSpans(spans, today, options);
  options.signal.throwIfAborted();

  const gains = new ChangeCounter(library);
  let saved = true;
  try {
    if (papers.length > 0) saved = (await store.merge(papers)).length === 0;
    await library.reload();
  } finally {
    gains.end();
  }
  // Excludes papers that other windows added meanwhile.
  const read = new Set(papers.map(({ id }) => id));
  const added = [...gains.added(read)];
  await memory.note((state) => ({
    ...withProgress(state, endpoint, (progress) =>
      omitUndefined({
        ...progress,
        // Unsaved papers must be requested again, so `readTo` does not advance.
        ...(readTo === undefined || !saved ? {} : { readTo, gap }),
        ...(failure ? {} : { last: now() }),
        ...(failure?.kind === 'busy' ? { notBefore: now() + failure.wait } : {}),
      }),
    ),
    unseen: [...new Set([...state.unseen, ...added])],
  }));
  await effects.onArrived?.(added);
  return { kind: 'done', ...gains.counts(read), ...(failure && { failure }), ...(gap && { skipped: gap }) };
}

/** `readTo` is the last day before the first failed span. */
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
  const failures = new FailureStreak();
  let readTo: { readonly readTo?: string } = {};
  for (const [done, { query, through }] of spans.entries()) {
    const answer = await collect(query, MAX_WAIT_MS, options, { at: through, done, total: spans.length });
    // The feed's day may begin a moment later than the day in New York.
    const early = answer.failure?.kind === 'status' && answer.failure.status === 400 && through === today;
    const foreign = 'week' in query && isOtherTime(answer.papers, (day) => mayMatchIsoWeek(day, query.week));
    if (!foreign) papers.push(...answer.papers);
    const failure = foreign ? ({ kind: 'wrong-shape' } as const) : early ? undefined : answer.failure;
    if (failures.endsWith(failure)) break;
    if (!failures.first) readTo = { readTo: through };
  }
  return { papers, ...readTo, ...(failures.first && { failure: failures.first }) };
}

/**
 * Returns whether no paper belongs to the requested time. A server without week queries returns its newest days
 * instead.
 */
export function isOtherTime(papers: readonly Paper[], mayBeOf: (day: string) => boolean): boolean {
  return papers.length > 0 && !papers.some(({ featuredOn: days }) => days.length === 0 || days.some(mayBeOf));
}
