const EVERY_MS = 50;

/**
 * Waits until a probe returns something other than undefined or false.
 * @param what for the error's message: what was waited for
 * @param seen adds to that message what there was instead
 */
export async function until<T>(
  what: string,
  probe: () => Promise<T | undefined | false>,
  { within = 15_000, seen }: { readonly within?: number; readonly seen?: () => Promise<unknown> } = {},
): Promise<T> {
  const deadline = Date.now() + within;
  for (;;) {
    const found = await probe();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > deadline) {
      const instead = seen ? `; there was ${JSON.stringify(await seen(), undefined, 1)}` : '';
      throw new Error(`Waited ${within / 1000} s in vain for ${what}${instead}`);
    }
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
  }
}
