import { asCount, asList, asRecord, asText } from '../lang/json';

/** Papers that refreshes added, and the position up to which each saved search was seen. */
export interface Arrivals {
  /** Number of papers that have arrived so far, including those no longer in `latest`. */
  readonly count: number;
  /** Ids, oldest first; at most `MAX_ARRIVALS`. */
  readonly latest: readonly string[];
  /** `count` when the user last looked at a search, by search key. */
  readonly looked: ReadonlyMap<string, number>;
  /** Last notification: the local day, and `count` at that time. */
  readonly notified?: { readonly day: string; readonly count: number };
}

/** About four months of the feed. */
export const MAX_ARRIVALS = 4_000;
/** Includes removed searches, so that Undo restores what the user looked at. */
export const MAX_SEEN = 300;
/** From a file. */
const MAX_STORED_SEEN = 1_000;
const MAX_ID_LENGTH = 300;
const MAX_KEY_LENGTH = 500;

/** A paper arrives only once. */
export function withArrived(state: Arrivals, ids: Iterable<string>): Arrivals {
  const known = new Set(state.latest);
  const fresh = [...new Set(ids)].filter((id) => !known.has(id));
  if (fresh.length === 0) return state;
  return {
    ...state,
    count: state.count + fresh.length,
    latest: [...state.latest, ...fresh].slice(-MAX_ARRIVALS),
  };
}

/** Papers that arrive later are new in these searches. */
export function withSeen(state: Arrivals, keys: readonly string[]): Arrivals {
  if (keys.every((key) => state.looked.get(key) === state.count)) return state;
  const looked = new Map(state.looked);
  for (const key of keys) {
    looked.delete(key);
    looked.set(key, state.count);
  }
  return { ...state, looked };
}

/**
 * Records which searches exist. Papers that arrived earlier are not new in a search that was unknown. Forgets removed
 * searches beyond `MAX_SEEN`, those that were looked at first. An existing search is never forgotten: it would be
 * recorded again as seen, and its new papers would be lost.
 * @param keys of all existing searches
 * @returns the same object if nothing changes
 */
export function withRegistered(state: Arrivals, keys: readonly string[]): Arrivals {
  const known = withSeen(
    state,
    keys.filter((key) => !state.looked.has(key)),
  );
  const surplus = known.looked.size - MAX_SEEN;
  if (surplus <= 0) return known;
  const existing = new Set(keys);
  const removed = [...known.looked].filter(([key]) => !existing.has(key)).sort(([, a], [, b]) => a - b);
  if (removed.length === 0) return known;
  const forgotten = new Set(removed.slice(0, surplus).map(([key]) => key));
  return { ...known, looked: new Map([...known.looked].filter(([key]) => !forgotten.has(key))) };
}

/** Records a notification about everything that has arrived. */
export function withNotified(state: Arrivals, day: string): Arrivals {
  return { ...state, notified: { day, count: state.count } };
}

/** Oldest first. */
export function arrivedAfter({ count, latest }: Arrivals, position: number): readonly string[] {
  const fresh = Math.max(0, Math.min(count - position, latest.length));
  return latest.slice(latest.length - fresh);
}

/** Returns none for an unknown search. */
export function newSince(state: Arrivals, key: string): readonly string[] {
  return arrivedAfter(state, state.looked.get(key) ?? state.count);
}

/** Oldest first. */
export function unannounced(state: Arrivals): readonly string[] {
  return arrivedAfter(state, state.notified?.count ?? 0);
}

/** Allows one notification a day, if papers arrived since the last one. */
export function mayNotify({ count, notified }: Arrivals, day: string): boolean {
  return notified === undefined || (notified.day !== day && notified.count < count);
}

/** Drops invalid values. */
export function readArrivals(value: unknown): Arrivals {
  const record = asRecord(value);
  const latest = (asList(record?.get('latest')) ?? []).flatMap((id) => asText(id, MAX_ID_LENGTH) ?? []);
  const kept = [...new Set(latest)].slice(-MAX_ARRIVALS);
  const count = Math.max(asCount(record?.get('count')) ?? 0, kept.length);
  const looked = [...(asRecord(record?.get('looked')) ?? [])].flatMap(([key, position]) => {
    const at = asCount(position);
    return at === undefined || key.length > MAX_KEY_LENGTH ? [] : [[key, Math.min(at, count)] as const];
  });
  const notified = asRecord(record?.get('notified'));
  const day = asText(notified?.get('day'), 10);
  const upTo = asCount(notified?.get('count'));
  return {
    count,
    latest: kept,
    looked: new Map(looked.sort(([, a], [, b]) => a - b).slice(-MAX_STORED_SEEN)),
    ...(day !== undefined && upTo !== undefined && { notified: { day, count: Math.min(upTo, count) } }),
  };
}

/** Converts arrivals to their stored form. */
export function writeArrivals({ count, latest, looked, notified }: Arrivals): unknown {
  return { count, latest, looked: Object.fromEntries(looked), ...(notified && { notified }) };
}
