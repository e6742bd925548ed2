/** Hash of nothing: the offset basis of FNV-1a for 32 bits (Fowler, Noll and Vo). */
export const FNV_START = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** Returns the FNV-1a hash of what `hash` stands for and one more number, such as a code unit: 32 bits, signed. */
export function fnv1a(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, FNV_PRIME);
}
