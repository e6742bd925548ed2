import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Frame, Page } from 'playwright-core';
import { inProject } from './project.mjs';

/** Returns axe-core's findings on a page as shown; throws if colours could not be checked. */
export async function violations(page: Page | Frame): Promise<readonly string[]> {
  // As a string, because the page's policy lets no script in.
  await page.evaluate(readFileSync(inProject('node_modules/axe-core/axe.min.js'), 'utf8'));
  const found = await page.evaluate<AxeResults>('axe.run()');
  if (!found.passes.some(({ id }) => id === 'color-contrast')) throw new Error('axe-core saw no text.');
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

/**
 * Returns the names of the focused elements, Tab by Tab, until the focus leaves the page. Elements without an
 * outline are `(unseen)`.
 */
export async function walkWithTab(page: Page | Frame, pressTab: () => Promise<void>): Promise<string[]> {
  const walked: string[] = [];
  for (let at = 0; at < 60; at++) {
    await pressTab();
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      if (!document.hasFocus() || !element || element === document.body) return undefined;
      const inner = element.shadowRoot?.activeElement ?? element;
      const { outlineStyle, outlineWidth } = getComputedStyle(inner);
      const seen = outlineStyle !== 'none' && outlineWidth !== '0px';
      return `${element.getAttribute('aria-label') ?? element.textContent.trim().slice(0, 30)}${seen ? '' : ' (unseen)'}`;
    });
    if (focused === undefined) break;
    walked.push(focused);
  }
  return walked;
}
