import { readdirSync, statSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { PaperIndex } from '../../src/core/index/paperIndex';
import type { Paper } from '../../src/core/paper/paper';
import type { HostMessage } from '../../src/core/protocol';
import { bibtex } from '../../src/library/texToUnicode';
import { loadMathRenderer, type MathRenderer } from '../../src/panel/page/mathml';
import { renderRegions } from '../../src/panel/page/regionLayout';
import type { PageView } from '../../src/panel/page/view';
import { textRenderer } from '../../src/panel/page/textRenderer';
import { launchBrowser } from '../support/browser.mjs';
import { generatedPapers } from '../support/generatedPapers';
import { showPage, stateOf, viewOf } from '../support/paperPage';
import { madePaper } from '../support/papers';
import { inProject } from '../support/project.mjs';
import { median, timeOf, type BenchRow } from './row';

const RUNS = 51;

const LIBRARY = 20_000;

/** Maximum size of the page's script, in kB. */
const LIMIT = 250;

const SENTENCE = 'We show that a model of words sees more than a model of images does. ';
const FORMULAS = 'so \\(\\frac{a_1}{b^2}\\) of \\(\\sum_{i=1}^n x_i\\) and \\(\\mathcal{O}(n \\log n)\\) ';

const PAPERS: readonly (readonly [name: string, paper: Paper])[] = [
  ['a small paper', madePaper('1', { abstract: SENTENCE.repeat(12) })],
  [
    '600 authors',
    madePaper('2', {
      abstract: SENTENCE.repeat(12),
      authors: Array.from({ length: 600 }, (_, at) => `Author Number${at}`),
      authorCount: 600,
    }),
  ],
  ['60 formulas', madePaper('3', { abstract: SENTENCE, tex: { abstract: FORMULAS.repeat(20) } })],
];

/** The paper's page: making its HTML, time from a host message to the painted change, and size. */
export async function rows(): Promise<readonly BenchRow[]> {
  const maths = await loadMathRenderer();
  const browser = await launchBrowser();
  try {
    return [...built(maths), ...(await painted(browser, maths)), ...related(), ...sizes()];
  } finally {
    await browser.close();
  }
}

function viewTo(paper: Paper, maths: MathRenderer): PageView {
  const state = stateOf(paper, { query: 'model' });
  return viewOf(paper, { state, citation: bibtex(paper), renderText: textRenderer('model', maths) });
}

function built(maths: MathRenderer): readonly BenchRow[] {
  const times = PAPERS.map(([name, paper]) => ({
    what: `panel: make the HTML, ${name}`,
    value: timeOf(RUNS, () => renderRegions(viewTo(paper, maths))),
    unit: 'ms',
  }));
  const [small] = times;
  return small === undefined
    ? []
    : times.map((row) =>
        row === small ? row : { ...row, against: { what: 'a small paper', value: small.value } },
      );
}

/** Finds the related papers for a page in a large library. */
function related(): readonly BenchRow[] {
  const papers = generatedPapers(LIBRARY, 7);
  const index = PaperIndex.of(papers);
  let next = 0;
  const value = timeOf(RUNS, () => index.related(papers[next++]?.id ?? '', 6));
  return [{ what: `panel: related papers among ${LIBRARY.toLocaleString('en')}`, value, unit: 'ms' }];
}

/** Shows another paper in the built page, compared with a message that changes nothing. */
async function painted(browser: Browser, maths: MathRenderer): Promise<readonly BenchRow[]> {
  const shown = await showPage(browser, viewTo(madePaper('0'), maths));
  const toPaint = (message: HostMessage | undefined): Promise<number> =>
    shown.page.evaluate(
      (sent) =>
        new Promise<number>((resolve) => {
          // Starts at the beginning of a frame, so that both wait equally long for the next one.
          requestAnimationFrame(() => {
            const began = performance.now();
            // Runs after the page's own listener. The task after the next frame follows a paint.
            addEventListener(
              'message',
              () =>
                requestAnimationFrame(() => {
                  const { port1, port2 } = new MessageChannel();
                  port1.onmessage = () => resolve(performance.now() - began);
                  port2.postMessage(undefined);
                }),
              { once: true },
            );
            postMessage(sent);
          });
        }),
      message,
    );
  const measured: BenchRow[] = [];
  for (const [name, paper] of PAPERS) {
    const view = viewTo(paper, maths);
    const { state } = view;
    const nothing = { type: 'show', revision: 2, state, regions: [], context: '{}' } as const;
    const whole: HostMessage = { ...nothing, regions: renderRegions(view), arrival: paper.title };
    const times = { nothing: [] as number[], whole: [] as number[] };
    for (let run = 0; run < RUNS; run++) {
      times.nothing.push(await toPaint(nothing));
      times.whole.push(await toPaint(whole));
    }
    measured.push({
      what: `panel: message to paint, ${name}`,
      value: median(times.whole),
      unit: 'ms',
      against: { what: 'nothing changed', value: median(times.nothing) },
    });
  }
  await shown.close();
  return measured;
}

function sizes(): readonly BenchRow[] {
  const folder = inProject('dist/webview');
  return readdirSync(folder)
    .filter((name) => /\.(?:js|css)$/.test(name))
    .map((name) => ({
      // The middle of the name is a content hash.
      what: `panel: ${name.replace(/-\w+\./, '.')}`,
      value: statSync(inProject('dist/webview', name)).size / 1000,
      unit: 'kB',
      ...(name.endsWith('.js') && { against: { what: 'limit', value: LIMIT } }),
    }));
}
