/**
 * Room for the large arrays of a build. It is shared memory, for V8 doesn't count that as what a thread holds: counted,
 * the 200 MB that 50,000 papers take on the way had it collect the whole heap eight times, each time with helper threads
 * that kept the host waiting for 10 ms on two cores.
 */
export const room = {
  /** Zeros of 8 bits. */
  bytes: (length: number): Uint8Array => new Uint8Array(new SharedArrayBuffer(length)),
  /** Zeros of 16 bits. */
  halves: (length: number): Uint16Array => new Uint16Array(new SharedArrayBuffer(2 * length)),
  /** Zeros of 32 bits. */
  words: (length: number): Uint32Array => new Uint32Array(new SharedArrayBuffer(4 * length)),
} as const;
