import type { Browser } from 'playwright-core';
import { ENGLISH } from '../../src/core/lang/translator';
import { countPapers, type CountedPaper } from '../../src/core/overview/countPapers';
import type { OverviewState } from '../../src/core/overview/overviewProtocol';
import { OTHER_TOPIC } from '../../src/core/topics/topic';
import { overviewDocument, overviewRegions } from '../../src/overview/page/overviewPage';
import type { OverviewView } from '../../src/overview/page/overviewView';
import { Random } from '../eval/random';
import { showDocument, type ShownPage, type ShowOptions } from './shownPage';

const REPOSITORY = { host: 'github.com', owner: 'a', name: 'b', url: 'https://github.com/a/b' };

/** Topics of made-up papers, with labels. */
export const TOPICS: ReadonlyMap<string, string> = new Map([
  ['language-models', 'Language Models'],
  ['vision', 'Computer Vision'],
  ['agents', 'Agents'],
  ['reinforcement-learning', 'Reinforcement Learning'],
  ['generation', 'Image and Video Generation'],
  ['robotics', 'Robotics'],
  ['code', 'Code'],
  ['audio', 'Speech and Audio'],
  [OTHER_TOPIC, 'Other Topics'],
]);

/** Returns papers of 43 months, more in each month than in the previous one; the same for the same seed. */
export function countedPapers(count: number, seed: number): readonly CountedPaper[] {
  const random = new Random(seed);
  const ids = [...TOPICS.keys()];
  return Array.from({ length: count }, () => {
    const month = 4 + Math.floor(43 * Math.sqrt(random.next()));
    const day = `${2023 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-03`;
    const topics = Array.from({ length: 1 + random.below(3) }, () => {
      return ids[Math.floor(ids.length * random.next() ** 1.6)] ?? OTHER_TOPIC;
    });
    return {
      published: day,
      topics: [...new Set(topics)],
      repositories: random.next() < 0.4 ? [REPOSITORY] : [],
    };
  });
}

/** Returns the view of an overview of papers. */
export function overviewOf(
  papers: readonly CountedPaper[],
  state: OverviewState = { query: '', unit: 'month' },
): OverviewView {
  const overview = countPapers(papers, [...TOPICS.keys()], state.unit);
  const topicLabel = (id: string): string => TOPICS.get(id) ?? id;
  return { ...ENGLISH, topicLabel, state, content: { kind: 'counts', overview } };
}

/** Shows an overview's built page like VS Code. */
export function showOverview(
  browser: Browser,
  view: OverviewView,
  options: ShowOptions = {},
): Promise<ShownPage> {
  return showDocument(
    browser,
    'overview',
    (files) => overviewDocument({ ...files, revision: 1 }, view, overviewRegions(view)),
    options,
  );
}
