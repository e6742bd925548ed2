export interface CodeArrival {
  /** Day on which this machine noticed the code, `YYYY-MM-DD`. */
  readonly day: string;
  readonly seen: boolean;
}

export interface CodeWatch {
  /** When each followed paper without a repository was added or last requested, in epoch ms. */
  readonly waiting: ReadonlyMap<string, number>;
  /** Repositories without code, by `repositoryKey`, with the last inspection in epoch ms. */
  readonly empty: ReadonlyMap<string, number>;
  /** Papers whose code arrived, by id, latest last. */
  readonly arrived: ReadonlyMap<string, CodeArrival>;
}

export interface FollowedPaper {
  readonly id: string;
  readonly hasRepository: boolean;
}

/** Maximum numbers of entries. The oldest are dropped. */
export const MAX_WAITING = 5_000;
export const MAX_EMPTY = 1_000;
export const MAX_ARRIVED = 500;

/**
 * Compares the followed papers with the stored state. A paper that waited and now names a repository has code. A paper
 * that is no longer followed does not wait.
 * @param papers all that the user saved or read
 * @param currentId maps an earlier id to the current id; `undefined` if the library lacks the paper, which then
 * continues to wait
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
  const next = withArrived(withCurrentIds(state, currentId), come, dayOf(now));
  const limited = new Map([...waiting].slice(-MAX_WAITING));
  return sameIds(limited, state.waiting) ? next : { ...next, waiting: limited };
}

/** Renames arrivals whose papers got another id. */
function withCurrentIds(state: CodeWatch, currentId: (id: string) => string | undefined): CodeWatch {
  const isCurrent = (id: string): boolean => (currentId(id) ?? id) === id;
  if ([...state.arrived.keys()].every(isCurrent)) return state;
  return { ...state, arrived: new Map([...state.arrived].map(([id, at]) => [currentId(id) ?? id, at])) };
}

/** Records that the paper was requested from the Hub. */
export function withRequested(state: CodeWatch, id: string, now: number): CodeWatch {
  return state.waiting.has(id) ? { ...state, waiting: new Map(state.waiting).set(id, now) } : state;
}

/** Keeps an earlier arrival. */
export function withArrived(state: CodeWatch, ids: readonly string[], day: string, seen = false): CodeWatch {
  const fresh = ids.filter((id) => !state.arrived.has(id));
  if (fresh.length === 0) return state;
  const all = [...state.arrived, ...fresh.map((id) => [id, { day, seen }] as const)];
  return { ...state, arrived: new Map(all.slice(-MAX_ARRIVED)) };
}

/** Records that a repository has no code, and when it was inspected. */
export function withEmpty(state: CodeWatch, key: string, at: number): CodeWatch {
  const empty = new Map(state.empty);
  // The latest inspection moves to the end, because the first entries are dropped.
  empty.delete(key);
  empty.set(key, at);
  return { ...state, empty: new Map([...empty].slice(-MAX_EMPTY)) };
}

/**
 * If the repository had no code before, its code arrived for these papers. Replaces an earlier arrival, which was the
 * repository without code.
 */
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
  const arrived = new Map(state.arrived);
  for (const id of papers) arrived.delete(id);
  return withArrived({ ...state, empty, arrived }, papers, day, seen);
}

/** Records that the user looked at the code of papers. */
export function withSeen(state: CodeWatch, ids: readonly string[]): CodeWatch {
  const fresh = ids.filter((id) => state.arrived.get(id)?.seen === false);
  if (fresh.length === 0) return state;
  const arrived = new Map(state.arrived);
  for (const id of fresh) arrived.set(id, { day: state.arrived.get(id)?.day ?? '', seen: true });
  return { ...state, arrived };
}

/** In UTC, `YYYY-MM-DD`. */
export function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

function sameIds(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): boolean {
  return a.size === b.size && [...a.keys()].every((id) => b.has(id));
}
