import { parseBibFile } from '../../src/core/citation/bibFile';
import { begunKeyQuery, begunKeysFirst, citableKeys } from '../../src/core/citation/citableKeys';
import { citationKey } from '../../src/core/citation/citationKey';
import { PaperIndex } from '../../src/core/index/paperIndex';
import { findPaperMentions, paperMentionAt } from '../../src/core/links/paperMentions';
import { parseQuery } from '../../src/core/query/parseQuery';
import { bibtexOf } from '../../src/library/texToUnicode';
import { generatedPapers } from '../support/generatedPapers';
import { median, type BenchRow } from './row';

const ROUNDS = 15;
const LINKS = 2_000;
const DOCUMENT_CHARS = 1_000_000;

const LIBRARY = 15_000;
const SAVED = 200;
const ENTRIES = 1_000;
/** As in `src/editor/citation/completion.ts`. */
const OFFERED = 30;

/**
 * Finds papers in 1 MB of Markdown, as one document and as one line, compared with a single pattern for web
 * addresses. Completes a citation key, compared with its search alone.
 */
export function rows(): readonly BenchRow[] {
  const text = markdown();
  const mentions = findPaperMentions(text);
  if (mentions.length !== LINKS) throw new Error(`${mentions.length} mentions instead of ${LINKS}`);
  const oneLine = text.replaceAll('\n', ' ');
  const at = mentions[LINKS / 2]?.start ?? 0;
  const addresses = {
    what: 'one pattern for web addresses',
    value: medianOf(() => [...text.matchAll(/https?:\/\/[^\s<>)]+/g)]),
  };
  const find = medianOf(() => findPaperMentions(text));
  const hover = medianOf(() => paperMentionAt(oneLine.slice(at - 1_000, at + 1_000), 1_000));
  return [
    { what: '1 MB of Markdown with 2,000 links: all mentions', value: find, unit: 'ms', against: addresses },
    { what: 'the same as one line: the mention at a position', value: hover, unit: 'ms', against: addresses },
    ...completion(),
  ];
}

function completion(): readonly BenchRow[] {
  const papers = generatedPapers(LIBRARY, 1);
  const index = PaperIndex.of(papers);
  const saved = new Set(papers.slice(0, SAVED).map(({ id }) => id));
  const entries = parseBibFile(bibtexOf(papers.slice(0, ENTRIES)));
  const words = papers.slice(0, ROUNDS).map(({ title }) => title.slice(0, 6));
  const keys = papers.slice(0, ROUNDS).map((paper) => /^\D+\d{4}./.exec(citationKey(paper))?.[0] ?? '');
  const search = (query: string) =>
    index
      .search(parseQuery(query), { limit: OFFERED, isSaved: (id) => saved.has(id) })
      .map(({ paper }) => paper);
  let next = 0;
  const searched = medianOf(() => search(words[next++ % ROUNDS] ?? ''));
  const complete = (word: string): unknown => {
    const key = begunKeyQuery(word);
    const queries = [...(key === undefined ? [] : [key]), `is:saved ${word}`, word];
    const offered = new Map(queries.flatMap(search).map((paper) => [paper.id, paper]));
    return begunKeysFirst(citableKeys([...offered.values()].slice(0, OFFERED), entries), word);
  };
  const completed = medianOf(() => complete(words[next++ % ROUNDS] ?? ''));
  const begun = medianOf(() => complete(keys[next++ % ROUNDS] ?? ''));
  return [
    {
      what: `a key completed from ${LIBRARY.toLocaleString('en')} papers, with ${ENTRIES.toLocaleString('en')} entries`,
      value: completed,
      unit: 'ms',
      against: { what: 'one search', value: searched },
    },
    {
      what: 'a key completed whose year is typed',
      value: begun,
      unit: 'ms',
      against: { what: 'one search', value: searched },
    },
  ];
}

function medianOf(work: () => unknown): number {
  const times = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return median(times);
}

function markdown(): string {
  const words = 'A sentence about models, data and 3.14 other things of 2024-06-15, as in version 1.2.3. ';
  const gap = words.repeat(Math.floor(DOCUMENT_CHARS / LINKS / words.length));
  return Array.from({ length: LINKS }, (_, n) => {
    const id = `2109.${String(n).padStart(5, '0')}`;
    return `${gap}[Paper ${n}](https://arxiv.org/abs/${id})\n`;
  }).join('');
}
