import { asCount, asDay, asList, asRecord, asText } from '../lang/json';

export interface CodeArrival {
  /** Day on which this machine noticed it, `YYYY-MM-DD`. */
  readonly day: string;
  readonly seen: boolean;
}

/** Papers without code that the user follows, repositories without code, and the code that arrived. */
export interface CodeWatch {
  /** When each followed paper without a repository was added or last requested, in epoch ms, in order. */
  readonly waiting: ReadonlyMap<string, number>;
  /** Repositories without code, by `repositoryKey`, with the time of the last inspection, in epoch ms. */
  readonly empty: ReadonlyMap<string, number>;
  /** Code that arrived, by paper id, latest last. */
  readonly arrived: ReadonlyMap<string, CodeArrival>;
}

export interface FollowedPaper {
  readonly id: string;
  readonly hasRepository: boolean;
}

/** Time before an empty repository is inspected, or a paper without one requested, again, in ms. */
export const RECHECK_MS = 7 * 24 * 3_600_000;

/** Maximum numbers of entries. The oldest are dropped. */
export const MAX_WAITING = 5_000;
export const MAX_EMPTY = 1_000;
export const MAX_ARRIVED = 500;
const MAX_ID_LENGTH = 300;
const MAX_KEY_LENGTH = 500;

/**
 * Compares the followed papers with the stored state. A paper that waited and now names a repository has
 * code. A paper that is no longer followed does not wait.
 * @param papers all papers in the library that the user saved or read
 * @param currentId maps an earlier id of a paper to its current one; `undefined` if the library lacks the
 * paper, which continues to wait
 */
export function withFollowed(
  state: CodeWatch,
  papers: readonly FollowedPaper[],
  currentId: (id: string) => string | undefined,
  now: number,
): CodeWatch {
  const followed = new Map(papers.map(({ id, hasRepository }) => [id, hasRepository]));
  const waited = [...state.waiting].map(([id, at]) => {
    const current = currentId(id);
    return { id: current ?? id, isKnown: current !== undefined, at };
  });
  const kept = waited.filter(({ id, isKnown }) => followed.get(id) === false || !isKnown);
  const waiting = new Map(kept.map(({ id, at }) => [id, at]));
  for (const { id, hasRepository } of papers) if (!hasRepository && !waiting.has(id)) waiting.set(id, now);
  const come = waited.filter(({ id }) => followed.get(id) === true).map(({ id }) => id);
  const next = withArrived(state, come, dayOf(now));
  const limited = new Map([...waiting].slice(-MAX_WAITING));
  return sameIds(limited, state.waiting) ? next : { ...next, waiting: limited };
}

/** Returns the papers without a repository that were not requested for a week. */
export function duePapers({ waiting }: CodeWatch, now: number): readonly string[] {
  return [...waiting].filter(([, at]) => isWeekOver(at, now)).map(([id]) => id);
}

/** Records that the paper was requested from the Hub. */
export function withRequested(state: CodeWatch, id: string, now: number): CodeWatch {
  return state.waiting.has(id) ? { ...state, waiting: new Map(state.waiting).set(id, now) } : state;
}

/** Records that code arrived for papers. It arrives only once for each paper. */
export function withArrived(state: CodeWatch, ids: readonly string[], day: string, seen = false): CodeWatch {
  const fresh = ids.filter((id) => !state.arrived.has(id));
  if (fresh.length === 0) return state;
  const all = [...state.arrived, ...fresh.map((id) => [id, { day, seen }] as const)];
  return { ...state, arrived: new Map(all.slice(-MAX_ARRIVED)) };
}

/** Records that a repository has no code, and when it was inspected. */
export function withEmpty(state: CodeWatch, key: string, at: number): CodeWatch {
  const empty = new Map(state.empty);
  // Moves the latest inspection to the end, so that the oldest one is dropped.
  empty.delete(key);
  empty.set(key, at);
  return { ...state, empty: new Map([...empty].slice(-MAX_EMPTY)) };
}

/** Records that a repository has code. If it had none before, its code arrived for these papers. */
export function withCode(
  state: CodeWatch,
  key: string,
  papers: readonly string[],
  day: string,
  seen: boolean,
): CodeWatch {
  if (!state.empty.has(key)) return state;
  const empty = new Map(state.empty);
  empty.delete(key);
  return withArrived({ ...state, empty }, papers, day, seen);
}

/** Records that the user looked at the code of papers. */
export function withSeen(state: CodeWatch, ids: readonly string[]): CodeWatch {
  const fresh = ids.filter((id) => state.arrived.get(id)?.seen === false);
  if (fresh.length === 0) return state;
  const arrived = new Map(state.arrived);
  for (const id of fresh) arrived.set(id, { day: state.arrived.get(id)?.day ?? '', seen: true });
  return { ...state, arrived };
}

/** Whether a repository has no known code and was not inspected for a week. */
export function isDue({ empty }: CodeWatch, key: string, now: number): boolean {
  const at = empty.get(key);
  return at !== undefined && isWeekOver(at, now);
}

/** Returns the day of a time, `YYYY-MM-DD`, in UTC. */
export function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

function isWeekOver(at: number, now: number): boolean {
  // A time in the future was recorded by a wrong clock.
  return at > now || now - at >= RECHECK_MS;
}

/** Reads the stored state. Drops invalid values. */
export function readCodeWatch(value: unknown): CodeWatch {
  const record = asRecord(value);
  const waiting = (asList(record?.get('waiting')) ?? []).flatMap((entry) => {
    const fields = asRecord(entry);
    const [id, at] = [asText(fields?.get('id'), MAX_ID_LENGTH), asCount(fields?.get('at'))];
    return id === undefined || at === undefined ? [] : [[id, at] as const];
  });
  const empty = [...(asRecord(record?.get('empty')) ?? [])].flatMap(([key, at]) => {
    const time = asCount(at);
    return time === undefined || key.length > MAX_KEY_LENGTH ? [] : [[key, time] as const];
  });
  const arrived = (asList(record?.get('arrived')) ?? []).flatMap((entry) => {
    const fields = asRecord(entry);
    const id = asText(fields?.get('id'), MAX_ID_LENGTH);
    const day = asDay(fields?.get('day'));
    if (id === undefined || day === undefined) return [];
    return [[id, { day, seen: fields?.get('seen') === true }] as const];
  });
  return {
    waiting: new Map(waiting.slice(-MAX_WAITING)),
    empty: new Map(empty.sort(([, a], [, b]) => a - b).slice(-MAX_EMPTY)),
    arrived: new Map(arrived.slice(-MAX_ARRIVED)),
  };
}

/** Converts the state to its stored form. */
export function writeCodeWatch({ waiting, empty, arrived }: CodeWatch): unknown {
  return {
    // Lists keep the order. An object would sort keys that are numbers.
    waiting: [...waiting].map(([id, at]) => ({ id, at })),
    empty: Object.fromEntries(empty),
    arrived: [...arrived].map(([id, { day, seen }]) => ({ id, day, ...(seen && { seen }) })),
  };
}

function sameIds(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): boolean {
  return a.size === b.size && [...a.keys()].every((id) => b.has(id));
}
