import { countPapers } from '../../src/core/overview/countPapers';
import { overviewRegions } from '../../src/overview/page/overviewPage';
import { launchBrowser } from '../support/browser.mjs';
import { countedPapers, overviewOf, showOverview, TOPICS } from '../support/overviewPage';
import { median, timeOf, type BenchRow } from './row';

const PAPERS = 15_000;
const RUNS = 15;

/** Maximum time until an overview is visible, in ms. */
const LIMIT_MS = 200;

/** The overview of a large library: counting, making the HTML, and the first paint of the built page. */
export async function rows(): Promise<readonly BenchRow[]> {
  const papers = countedPapers(PAPERS, 7);
  const view = overviewOf(papers);
  const count = timeOf(RUNS, () => countPapers(papers, [...TOPICS.keys()], 'month'));
  const html = timeOf(RUNS, () => overviewRegions(view));
  const paint = await firstPaint();
  const many = PAPERS.toLocaleString('en');
  const against = { what: 'limit', value: LIMIT_MS };
  return [
    { what: `overview: count ${many} papers`, value: count, unit: 'ms' },
    { what: 'overview: make the HTML', value: html, unit: 'ms' },
    { what: 'overview: first paint of the page', value: paint, unit: 'ms' },
    { what: 'overview: all of it', value: count + html + paint, unit: 'ms', against },
  ];

  async function firstPaint(): Promise<number> {
    const browser = await launchBrowser();
    try {
      const times: number[] = [];
      for (let run = 0; run < RUNS; run++) {
        const { page, close } = await showOverview(browser, view);
        times.push(await page.evaluate(paintTime));
        await close();
      }
      return median(times);
    } finally {
      await browser.close();
    }
  }
}

/** Returns when the page was first painted, in ms after the request for its document. */
function paintTime(): Promise<number> {
  return new Promise((resolve) => {
    new PerformanceObserver((list) => {
      const [paint] = list.getEntriesByName('first-contentful-paint');
      if (paint) resolve(paint.startTime);
    }).observe({ type: 'paint', buffered: true });
  });
}
