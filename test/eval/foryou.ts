// npm run eval:foryou -- PAPERS.jsonl… or FOLDER…: measures how well the order "For you" finds a reader's
// later papers, by nDCG@20. PAPERS.jsonl: one {id, title, abstract, authors, published} per line, without
// upvotes. FOLDER: saved responses of the Daily Papers API, with upvotes. The readers are simulated: the
// papers of an author, and samples of a topic's papers. Each reader has saved the earlier half. The order
// must find the later half among all papers newer than the last saved one.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { PaperIndex } from '../../src/core/index/paperIndex';
import { comparePopularity, comparePublished } from '../../src/core/paper/newestFirst';
import type { Paper } from '../../src/core/paper/paper';
import { assignTopics } from '../../src/core/topics/assignTopics';
import { planTopics } from '../../src/core/topics/topicPlan';
import { parseTopics } from '../../src/core/topics/topics';
import { parseImportSteps } from '../../src/core/feed/importFile';
import { runToEnd } from '../../src/core/lang/runGenerator';
import { mergeSources } from '../../src/core/merge/mergeSources';
import { readable } from '../../src/library/texToUnicode';
import { readPapers } from './beir';
import { program } from './files';
import { mean, ndcg, percentile } from './metrics';
import { Random } from './random';

/** Rank cut-off. */
const RANKED = 20;
/** Minimum number of papers of an author who is used as a reader. */
const MIN_AUTHOR_PAPERS = 10;
const TOPIC_PAPERS = 24;
const TOPIC_READERS = 5;

interface Reader {
  readonly kind: 'author' | 'topic';
  readonly saved: readonly Paper[];
  readonly later: ReadonlySet<string>;
}

program('npm run eval:foryou -- PAPERS.jsonl… or FOLDER…', (sources) =>
  sources.forEach((source) => evaluate(source)),
);

function evaluate(file: string): void {
  const all = statSync(file).isDirectory() ? readDays(file) : readPapers(file);
  const papers = all.filter(({ published }) => published !== '');
  const index = PaperIndex.of(papers);
  const readers = [...authorReaders(papers), ...topicReaders(papers, index)];
  const times: number[] = [];
  for (const kind of ['author', 'topic'] as const) {
    const rows = readers
      .filter((reader) => reader.kind === kind)
      .map(({ saved, later }) => {
        const last = saved.at(-1)?.published ?? '';
        const known = new Set(saved.map(({ id }) => id));
        const news = papers.filter(({ id, published }) => published >= last && !known.has(id));
        const start = performance.now();
        const scores = runToEnd(index.personalScores(saved.map(({ id }) => ({ id, weight: 1 }))));
        times.push(performance.now() - start);
        const score = ({ id }: Paper): number => scores.get(id) ?? 0;
        return {
          forYou: measure(
            news.toSorted((a, b) => score(b) - score(a) || comparePublished(a, b)),
            later,
          ),
          newest: measure(news.toSorted(comparePublished), later),
          upvotes: measure(news.toSorted(comparePopularity), later),
        };
      });
    const average = (name: 'forYou' | 'newest' | 'upvotes'): number =>
      Math.round(mean(rows.map((row) => row[name])) * 10_000) / 10_000;
    console.log(
      JSON.stringify({
        collection: path.basename(file),
        readers: `${rows.length} of a${kind === 'author' ? 'n author' : ' topic'}`,
        forYou: average('forYou'),
        newest: average('newest'),
        upvotes: average('upvotes'),
      }),
    );
  }
  console.log(
    `${papers.length} papers, median ${percentile(times, 0.5).toFixed(1)} ms, 95 % ${percentile(times, 0.95).toFixed(1)} ms`,
  );
}

function readDays(folder: string): Paper[] {
  const days = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => {
      const text = readFileSync(path.join(folder, name), 'utf8');
      return runToEnd(parseImportSteps([text], { name, readable, latest: '9999-12-31' }))?.papers ?? [];
    });
  return [...runToEnd(mergeSources(days)).papers.values()];
}

/** Returns nDCG@20 of a ranking; each later paper has gain 1. */
function measure(ranking: readonly Paper[], later: ReadonlySet<string>): number {
  const gains = ranking.slice(0, RANKED).map(({ id }) => (later.has(id) ? 1 : 0));
  return ndcg(
    gains,
    [...later].map(() => 1),
    RANKED,
  );
}

function authorReaders(papers: readonly Paper[]): Reader[] {
  const byAuthor = new Map<string, Paper[]>();
  for (const paper of papers)
    for (const author of new Set(paper.authors)) {
      const own = byAuthor.get(author);
      if (own) own.push(paper);
      else byAuthor.set(author, [paper]);
    }
  return [...byAuthor.values()]
    .filter((own) => own.length >= MIN_AUTHOR_PAPERS)
    .map((own) => halves('author', own));
}

function topicReaders(papers: readonly Paper[], index: PaperIndex): Reader[] {
  const { topics } = parseTopics(JSON.parse(readFileSync('seeds/topics.json', 'utf8')));
  const given = runToEnd(assignTopics(index, runToEnd(planTopics(topics))));
  const random = new Random(22);
  return topics.flatMap(({ id }) => {
    const own = papers.filter((paper) => given.get(paper.id)?.[0] === id);
    if (own.length < 2 * TOPIC_PAPERS) return [];
    return Array.from({ length: TOPIC_READERS }, () => halves('topic', random.pick(own, TOPIC_PAPERS)));
  });
}

/** Splits a reader's papers by date: the earlier half is saved, the later half must be found. */
function halves(kind: Reader['kind'], papers: readonly Paper[]): Reader {
  const byDate = papers.toSorted((a, b) => comparePublished(b, a));
  const middle = Math.ceil(byDate.length / 2);
  return { kind, saved: byDate.slice(0, middle), later: new Set(byDate.slice(middle).map(({ id }) => id)) };
}
