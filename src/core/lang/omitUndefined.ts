/** The keys of T that may be left out or be `undefined`. */
type Loose<T> = { [K in keyof T]-?: undefined extends T[K] ? K : never }[keyof T];

/** T with every key that may be `undefined` made optional instead. */
export type Stated<T> = Omit<T, Loose<T>> & { [K in Loose<T>]?: Exclude<T[K], undefined> };

/** A copy of an object without its undefined values: absent stays absent, so that a merge cannot erase with it. */
export function stated<T extends object>(value: T): Stated<T> {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as Stated<T>;
}
