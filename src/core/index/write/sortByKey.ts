import { room } from './buffers';

/** The numbers from 0 on in ascending order of their keys; equal keys stay in order. Sorted natively, with no comparator. */
export function orderByKey(keys: Uint32Array): Uint32Array {
  // Little-endian, as the index's files are: the key leads, then the number.
  const pairs = room.words(2 * keys.length);
  for (let number = 0; number < keys.length; number++) {
    pairs[2 * number] = number;
    pairs[2 * number + 1] = keys[number] ?? 0;
  }
  new BigUint64Array(pairs.buffer).sort();
  const order = room.words(keys.length);
  for (let i = 0; i < order.length; i++) order[i] = pairs[2 * i] ?? 0;
  return order;
}
