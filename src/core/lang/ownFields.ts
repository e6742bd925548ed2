/** Returns the own fields of an object, without those of its prototype; `undefined` for other values. */
export function ownFields(value: unknown): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : undefined;
}
