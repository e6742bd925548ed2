import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Frame, Page } from 'playwright-core';
import { inProject } from './project.mjs';

/** Returns axe-core's findings on a page as shown; throws if colours could not be checked. */
export async function violations(page: Page | Frame): Promise<readonly string[]> {
  // As a string, because the page's policy allows no scripts.
  await page.evaluate(readFileSync(inProject('node_modules/axe-core/axe.min.js'), 'utf8'));
  const found = await page.evaluate<AxeResults>('axe.run()');
  if (!found.passes.some(({ id }) => id === 'color-contrast')) throw new Error('axe-core saw no text.');
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

/**
 * Returns the contrast between the line around an element and the page or the fill of other elements, which
 * axe-core does not check. The lowest ratio counts.
 * @param line the computed colour of the line
 * @param others selector of filled elements next to it
 */
export async function lineContrast(
  page: Page,
  selector: string,
  line: 'outlineColor' | 'borderTopColor',
  others: string,
): Promise<number> {
  return page.evaluate(
    (asked) => {
      type Colour = readonly number[];
      const colour = (text: string): Colour => (text.match(/[\d.]+/g) ?? []).map(Number);
      const over = (top: Colour, below: Colour): Colour => {
        const alpha = top[3] ?? 1;
        return [0, 1, 2].map((at) => alpha * (top[at] ?? 0) + (1 - alpha) * (below[at] ?? 0));
      };
      const luminance = (shown: Colour): number =>
        [0.2126, 0.7152, 0.0722]
          .map((weight, at) => {
            const part = (shown[at] ?? 0) / 255;
            return weight * (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
          })
          .reduce((sum, part) => sum + part);
      const look = (found: string): CSSStyleDeclaration => {
        const element = document.querySelector(found);
        if (!element) throw new Error(`There is no ${found}.`);
        return getComputedStyle(element);
      };
      const ground = over(colour(look('body').backgroundColor), [255, 255, 255]);
      const drawn = luminance(over(colour(look(asked.selector)[asked.line]), ground));
      const fills = [ground, over(colour(look(asked.others).backgroundColor), ground)];
      const ratios = fills.map((fill) => {
        const other = luminance(fill);
        return (Math.max(drawn, other) + 0.05) / (Math.min(drawn, other) + 0.05);
      });
      return Math.min(...ratios);
    },
    { selector, line, others },
  );
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
