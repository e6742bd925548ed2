import type { Frame, Locator, Page } from 'playwright-core';
import { until } from './until';

/** How long a key may be on its way, in ms, before it counts as lost. */
const ARRIVES_MS = 10_000;

/** Time for several tries, in ms. */
const IN_ALL_MS = 45_000;

/**
 * Presses a key in an element until the element got it. The workbench moves the focus by itself, for instance to an editor
 * that has loaded, so a key may go elsewhere although the element had the focus just before.
 */
export async function pressIn(element: Locator, key: string): Promise<void> {
  await until(
    `${key} to arrive`,
    async () => {
      const arrived = await element.evaluateHandle((node) => {
        const seen = { keydown: false };
        const note = (): void => void (seen.keydown = true);
        node.addEventListener('keydown', note, { capture: true, once: true });
        return seen;
      });
      await element.press(key, { timeout: ARRIVES_MS }).catch(() => undefined);
      // A page that was left because of the key does not answer, and got it.
      return arrived.evaluate(({ keydown }) => keydown).catch(() => true);
    },
    { within: IN_ALL_MS },
  );
}

/**
 * Presses a key in a page, or in a frame of it, until its document got it.
 * @param focus moves the focus into the document again when the key did not arrive
 */
export async function pressUntilSeen(
  page: Page,
  document: Page | Frame,
  key: string,
  focus: () => Promise<void>,
): Promise<void> {
  await until(
    `${key} to arrive`,
    async () => {
      const arrived = await document.evaluateHandle(() => {
        const seen = { keydown: false };
        // A webview passes its keys on to the workbench, which gets an event of its own a little later.
        addEventListener('keydown', () => (seen.keydown = true), { capture: true, once: true });
        return seen;
      });
      await page.keyboard.press(key);
      const seen = await until(
        'the event',
        () => arrived.evaluate(({ keydown }) => keydown).catch(() => true),
        { within: ARRIVES_MS },
      ).catch(() => false);
      if (!seen) await focus();
      return seen;
    },
    { within: IN_ALL_MS },
  );
}
