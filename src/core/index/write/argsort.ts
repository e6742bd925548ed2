import { sharedArrays } from './sharedArrays';

/** Returns the indexes of `keys` in ascending order of keys. Stable. Sorts natively, without a comparator. */
export function argsort(keys: Uint32Array): Uint32Array {
  // On a little-endian machine, as the index files require, the key is the high half of each 64-bit number.
  const pairs = sharedArrays.uint32(2 * keys.length);
  for (let i = 0; i < keys.length; i++) {
    pairs[2 * i] = i;
    pairs[2 * i + 1] = keys[i] ?? 0;
  }
  new BigUint64Array(pairs.buffer).sort();
  const order = sharedArrays.uint32(keys.length);
  for (let i = 0; i < order.length; i++) order[i] = pairs[2 * i] ?? 0;
  return order;
}
