type Loose<T> = { [K in keyof T]-?: undefined extends T[K] ? K : never }[keyof T];

/** T with each key that can be `undefined` made optional instead. */
export type Stated<T> = Omit<T, Loose<T>> & { [K in Loose<T>]?: Exclude<T[K], undefined> };

/** Copies an object without its undefined values, so that a merge does not overwrite values with them. */
export function stated<T extends object>(value: T): Stated<T> {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as Stated<T>;
}
