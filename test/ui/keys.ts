import type { Frame, JSHandle, Locator, Page } from 'playwright-core';
import { until } from './until';

/** Time after which a key counts as lost, in ms. */
const ARRIVES_MS = 10_000;

/** Time limit of all attempts, in ms. */
const IN_ALL_MS = 45_000;

interface Count {
  keys: number;
}

/** In the page: counts the keys that an element receives, without held modifier keys. */
function countKeys(target: EventTarget): Count {
  const count = { keys: 0 };
  const note = (event: Event): void => {
    if (!['Alt', 'Control', 'Meta', 'Shift'].includes((event as KeyboardEvent).key)) count.keys += 1;
  };
  target.addEventListener('keydown', note, { capture: true });
  return count;
}

/** A page that a key has closed does not answer, but received the key. */
const arrived = (count: JSHandle<Count>): Promise<number> =>
  count.evaluate(({ keys }) => keys).catch(() => Number.POSITIVE_INFINITY);

/**
 * Presses a key in an element until the element receives it. The workbench moves the focus itself, for
 * instance to an editor that has loaded, so a key may go elsewhere although the element just had the focus.
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
 * Presses keys in a page or a frame, each until its document receives it.
 * @param focus moves the focus into the document again if a key did not arrive
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
        // A webview passes its keys to the workbench, which receives them slightly later.
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
 * Clicks a row of a list that may be redrawn meanwhile.
 * @returns whether the row received the click. A click that ends with an error may have arrived, for instance
 * on a busy machine, and must not be repeated on what it opened. A successful click may have hit no row, if
 * the list was redrawn between press and release.
 */
export async function clicked(row: Locator): Promise<boolean> {
  const count = await row.evaluateHandle(countClicks, undefined, { timeout: 3_000 }).catch(() => undefined);
  if (!count) return false;
  const failed = await row.click({ timeout: 3_000 }).then(
    () => false,
    () => true,
  );
  // A page that the click has closed does not answer.
  if (await count.evaluate(({ clicks }) => clicks > 0).catch(() => true)) return true;
  // The row's tooltip may cover it.
  if (failed) await row.page().mouse.move(0, 0);
  return false;
}

/**
 * In the page: counts the clicks on a row, including an element that replaces it when the list is redrawn.
 */
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
