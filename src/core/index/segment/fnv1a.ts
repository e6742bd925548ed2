/** The 32-bit offset basis of FNV-1a (Fowler, Noll and Vo). */
export const FNV_START = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** Adds a number, such as a code unit, to an FNV-1a hash: 32 bits, signed. */
export function fnv1a(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, FNV_PRIME);
}
