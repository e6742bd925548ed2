/** Returns the own fields of an object, without its prototype's; `undefined` for other values. */
export function ownFields(value: unknown): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : undefined;
}
