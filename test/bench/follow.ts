import { runToEnd } from '../../src/core/lang/runGenerator';
import { PaperIndex } from '../../src/core/index/paperIndex';
import { readSavedSearches } from '../../src/core/savedSearches/savedSearch';
import { Emitter } from '../../src/emitter';
import { SearchNews } from '../../src/follow/searchNews';
import { generatedPapers } from '../support/generatedPapers';
import { silentLog } from '../support/log';
import { median, type BenchRow } from './row';

const PAPERS = 15_000;
const SEARCHES = 50;
/** The number of papers on a busy day of the feed. */
const ARRIVED = 60;
const RUNS = 7;

/**
 * Counts the new papers of 50 saved searches after a refresh: total time, and longest pause of the thread.
 */
export async function rows(): Promise<readonly BenchRow[]> {
  const papers = generatedPapers(PAPERS, 1);
  const index = PaperIndex.of(papers);
  const byId = new Map(papers.map((paper) => [paper.id, paper]));
  const { searches } = readSavedSearches(
    papers.slice(0, SEARCHES).map(({ title, authors }, n) => ({
      query:
        n % 3 === 0
          ? `author:"${authors[0] ?? ''}"`
          : title
              .split(' ')
              .slice(n % 4, (n % 4) + 2)
              .join(' '),
    })),
  );
  const arrived = papers.slice(0, ARRIVED).map(({ id }) => id);
  const never = new Emitter<void>().event;
  const news = new SearchNews({
    catalogue: {
      ready: Promise.resolve(),
      idle: Promise.resolve(),
      status: { kind: 'ready' },
      papers: () => papers,
      paper: (id) => byId.get(id),
      topics: () => [],
      search: (query, options) => Promise.resolve(index.search(query, options)),
      findAmong: (query, ids) => Promise.resolve(runToEnd(index.findingAmong(query, ids))),
      onDidChange: never,
    },
    arrivals: {
      load: () => Promise.resolve(),
      newSince: () => arrived,
      registerSearches: () => Promise.resolve(),
      onDidChange: never,
    },
    setting: { searches, onDidChange: never },
    log: silentLog,
  });
  const [times, pauses]: [number[], number[]] = [[], []];
  for (let run = 0; run < RUNS; run += 1) {
    const began = performance.now();
    let [last, longest, over] = [began, 0, false];
    const tick = (): void => {
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
      if (!over) setImmediate(tick);
    };
    setImmediate(tick);
    await news.count();
    over = true;
    times.push(performance.now() - began);
    pauses.push(longest);
  }
  const at = `${searches.length} saved searches, ${PAPERS.toLocaleString('en')} papers`;
  return [
    { what: `${at}: count after a refresh`, value: median(times), unit: 'ms' },
    { what: `${at}: longest pause of the thread`, value: median(pauses), unit: 'ms' },
  ];
}
