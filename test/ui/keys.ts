import type { Frame, JSHandle, Locator, Page } from 'playwright-core';
import { until } from './until';

/** How long a key may be on its way, in ms, before it counts as lost. */
const ARRIVES_MS = 10_000;

/** Time for several tries, in ms. */
const IN_ALL_MS = 45_000;

/** How many keys have arrived. */
interface Count {
  keys: number;
}

/** In the page: counts the keys that come to a target, without those that are held for others. */
function countKeys(target: EventTarget): Count {
  const count = { keys: 0 };
  const note = (event: Event): void => {
    if (!['Alt', 'Control', 'Meta', 'Shift'].includes((event as KeyboardEvent).key)) count.keys += 1;
  };
  target.addEventListener('keydown', note, { capture: true });
  return count;
}

/** A page that was left because of a key does not answer, and got it. */
const arrived = (count: JSHandle<Count>): Promise<number> =>
  count.evaluate(({ keys }) => keys).catch(() => Number.POSITIVE_INFINITY);

/**
 * Presses a key in an element until the element got it. The workbench moves the focus by itself, for instance to an editor
 * that has loaded, so a key may go elsewhere although the element had the focus just before.
 */
export async function pressIn(element: Locator, key: string): Promise<void> {
  const count = await element.evaluateHandle(countKeys);
  await until(
    `${key} to arrive`,
    async () => {
      await element.press(key, { timeout: ARRIVES_MS }).catch(() => undefined);
      return (await arrived(count)) > 0;
    },
    { within: IN_ALL_MS },
  );
}

/**
 * Presses keys in a page, or in a frame of it, each until its document got it.
 * @param focus moves the focus into the document again when a key did not arrive
 */
export async function pressUntilSeen(
  page: Page,
  document: Page | Frame,
  keys: readonly string[],
  focus: () => Promise<void>,
): Promise<void> {
  const all = await document.evaluateHandle(() => globalThis as unknown as EventTarget);
  const count = await all.evaluateHandle(countKeys);
  for (const [index, key] of keys.entries())
    await until(
      `${key} to arrive`,
      async () => {
        await page.keyboard.press(key);
        // A webview passes its keys on to the workbench, which gets them a little later.
        const seen = await until('the event', async () => (await arrived(count)) > index, {
          within: ARRIVES_MS,
        }).catch(() => false);
        if (!seen) await focus();
        return seen;
      },
      { within: IN_ALL_MS },
    );
}

/**
 * Clicks a row of a list that may be drawn anew meanwhile.
 * @returns whether the row got the click. A click that ends with an error may have arrived all the same, on a busy machine
 *   for instance, and must not be repeated on what it opened. One that ends well may have met no row: the list was drawn
 *   between the press and the release of the button.
 */
export async function clicked(row: Locator): Promise<boolean> {
  const count = await row.evaluateHandle(countClicks, undefined, { timeout: 3_000 }).catch(() => undefined);
  if (!count) return false;
  const failed = await row.click({ timeout: 3_000 }).then(
    () => false,
    () => true,
  );
  // A page that was left because of the click does not answer.
  if (await count.evaluate(({ clicks }) => clicks > 0).catch(() => true)) return true;
  // The row's tooltip may lie over it.
  if (failed) await row.page().mouse.move(0, 0);
  return false;
}

/** In the page: counts the clicks that come to a row, also to the element that replaces it when the list is drawn anew. */
function countClicks(row: Element): { clicks: number } {
  const count = { clicks: 0 };
  const spoken = row.getAttribute('aria-label');
  const note = ({ target }: Event): void => {
    const met = (target as Element).closest('.monaco-list-row');
    if (met?.getAttribute('aria-label') === spoken) count.clicks += 1;
  };
  row.ownerDocument.addEventListener('click', note, { capture: true });
  return count;
}
