/**
 * Time between the first two probes and the longest time between two, in ms. A probe takes several milliseconds of the
 * processor, so it is rarer the longer a test waits.
 */
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 400;

/** Time limit for what takes a second on an idle machine, in ms. A busy machine has taken more than half of it. */
export const WITHIN_MS = 60_000;

/** Maximum additional time for a probe that has already started, in ms. */
const LAST_LOOK_MS = 10_000;

/**
 * Waits until a probe returns something other than undefined or false. A page that hangs may never answer a
 * probe, which is an error too.
 * @param what for the error's message: what was waited for
 * @param seen adds to that message what there was instead
 */
export async function until<T>(
  what: string,
  probe: () => Promise<T | undefined | false>,
  { within = WITHIN_MS, seen }: { readonly within?: number; readonly seen?: () => Promise<unknown> } = {},
): Promise<T> {
  const deadline = Date.now() + within;
  const vain = `Waited ${within / 1000} s in vain for ${what}`;
  let timer: NodeJS.Timeout | undefined;
  const hung = new Promise<never>((_, reject) => {
    const error = new Error(`${vain}; the last look never came back`);
    timer = setTimeout(() => reject(error), within + LAST_LOOK_MS);
  });
  try {
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(LONGEST_PAUSE_MS, pause * 1.25)) {
      const found = await Promise.race([probe(), hung]);
      if (found !== undefined && found !== false) return found;
      if (Date.now() > deadline) {
        const instead = seen
          ? `; there was ${JSON.stringify(await Promise.race([seen(), hung]), undefined, 1)}`
          : '';
        throw new Error(`${vain}${instead}`);
      }
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  } finally {
    clearTimeout(timer);
  }
}
