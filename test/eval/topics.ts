// npm run eval:topics -- LABELS.json PAPERS.jsonl [--half tuned|held] [--misses] LABELS.json: {id:
// [acceptable topic ids]}. PAPERS.jsonl: one {id, title, abstract, …} per line. Measures the topics in
// seeds/topics.json with the extension's index and assignment.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { PaperIndex } from '../../src/core/index/paperIndex';
import { planTopics } from '../../src/core/topics/topicPlan';
import { assignTopics } from '../../src/core/topics/assignTopics';
import { parseTopics } from '../../src/core/topics/topics';
import { finished } from '../support/finished';
import { madePaper } from '../support/papers';
import { confusionTable, halfOf, measureTopics, readLabels } from './topicMeasure';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { half: { type: 'string' }, misses: { type: 'boolean' } },
});
const [labelsFile, papersFile] = positionals;
const { half, misses } = values;
if (labelsFile === undefined || papersFile === undefined || !isHalf(half)) {
  console.error('usage: npm run eval:topics -- LABELS.json PAPERS.jsonl [--half tuned|held] [--misses]');
  process.exit(2);
}

const { topics, problems } = parseTopics(JSON.parse(readFileSync('seeds/topics.json', 'utf8')));
if (problems.length > 0) throw new Error(JSON.stringify(problems));
const all = readLabels(JSON.parse(readFileSync(labelsFile, 'utf8')));
const papers = readFileSync(papersFile, 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => JSON.parse(line) as { id: string; title: string; abstract: string })
  .map(({ id, title, abstract }) => madePaper(id, { title, abstract }));
const began = performance.now();
const index = PaperIndex.of(papers);
const indexed = performance.now();
const given = finished(assignTopics(index, finished(planTopics(topics))));
const assigned = performance.now();
const measures = measureTopics(half === undefined ? all : halfOf(all, half), given);

const share = (count: number): string =>
  `${((100 * count) / Math.max(1, measures.papers)).toFixed(1).padStart(5)} %`;
console.log(
  `papers with a label and a text  ${measures.papers}${half === undefined ? '' : ` (${half} half)`}`,
);
console.log(`primary topic acceptable      ${share(measures.primary)}`);
console.log(`any topic acceptable          ${share(measures.any)}`);
console.log(`"other"                       ${share(measures.other)}`);
console.log(`topics a paper                  ${(measures.given / Math.max(1, measures.papers)).toFixed(2)}`);
console.log(
  `${papers.length} papers indexed in ${Math.round(indexed - began)} ms, given topics in ${Math.round(assigned - indexed)} ms`,
);
console.log('\nwanted                  papers  right   given instead');
for (const line of confusionTable(measures)) console.log(line);
if (misses) {
  console.log('\nprimary topic not acceptable');
  for (const { id, given: topicsGiven } of measures.misses) {
    console.log(`${id}  given ${topicsGiven.join(' ')}  wanted ${all.get(id)?.join(' ') ?? ''}`);
  }
}

function isHalf(value: string | undefined): value is 'tuned' | 'held' | undefined {
  return value === undefined || value === 'tuned' || value === 'held';
}
