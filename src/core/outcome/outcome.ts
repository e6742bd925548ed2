import * as v from 'valibot';
import { MAX_NAMED } from './mostLiked';

const MAX_TASKS = 10;
export const MAX_RESULTS = 8;
const MAX_LINEAGE = 6;
const MAX_REPOSITORIES = 5;

const text = v.pipe(v.string(), v.maxLength(300));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const listOf = <T>(item: v.GenericSchema<unknown, T>, most: number) =>
  v.fallback(
    v.pipe(
      v.array(v.unknown()),
      v.transform((values): readonly T[] =>
        values
          .flatMap((value) => {
            const result = v.safeParse(item, value);
            return result.success ? [result.output] : [];
          })
          .slice(0, most),
      ),
    ),
    [],
  );

const linked = v.object({
  id: text,
  likes: v.fallback(v.optional(count), undefined),
});
const linkedList = v.object({ count, top: listOf(linked, MAX_NAMED) });
const hub = v.object({ models: linkedList, datasets: linkedList, spaces: linkedList });

const relative = v.object({ title: text, id: v.fallback(v.optional(text), undefined) });
const result = v.object({
  benchmark: text,
  metric: text,
  value: text,
  rank: v.fallback(v.optional(count), undefined),
});
const code = v.object({
  tasks: listOf(text, MAX_TASKS),
  venue: v.fallback(v.optional(text), undefined),
  results: listOf(result, MAX_RESULTS),
  predecessors: listOf(relative, MAX_LINEAGE),
  successors: listOf(relative, MAX_LINEAGE),
  repositories: listOf(v.object({ url: text, official: v.boolean() }), MAX_REPOSITORIES),
});

const revision = v.object({ version: v.pipe(count, v.minValue(1)), day: text });

/** Host that sent the value, and time of the request (ISO 8601). */
const from = <T>(value: v.GenericSchema<unknown, T>) =>
  v.fallback(v.optional(v.object({ host: text, fetched: text, value })), undefined);

const outcome = v.object({ hub: from(hub), code: from(code), revision: from(revision) });

export type LinkedRepo = Readonly<v.InferOutput<typeof linked>>;
/** Counts, and the repositories with the most likes. */
export type HubOutcome = Readonly<v.InferOutput<typeof hub>>;
export type LinkedKind = keyof HubOutcome;
/** From Papers with Code. */
export type CodeOutcome = Readonly<v.InferOutput<typeof code>>;
export type RelatedWork = Readonly<v.InferOutput<typeof relative>>;
/** Latest version on arXiv, and its day. */
export type Revision = Readonly<v.InferOutput<typeof revision>>;
/** Later results of a paper. Each source has its own host and time. */
export type Outcome = Readonly<v.InferOutput<typeof outcome>>;
export type Source = keyof Outcome;

export const LINKED_KINDS: readonly LinkedKind[] = ['models', 'datasets', 'spaces'];
export const SOURCES: readonly Source[] = ['hub', 'code', 'revision'];

/** Drops invalid parts. */
export function readOutcome(value: unknown): Outcome {
  const read = v.safeParse(outcome, value);
  return read.success ? read.output : {};
}

/** Limits the lengths of lists. */
export function limitedCode(value: unknown): CodeOutcome | undefined {
  const read = v.safeParse(code, value);
  return read.success ? read.output : undefined;
}
