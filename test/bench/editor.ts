import { findPaperMentions } from '../../src/core/links/paperMentions';
import { mentionInLine } from '../../src/editor/mentionAtPosition';
import { median, type BenchRow } from './row';

const ROUNDS = 15;
const LINKS = 2_000;
const DOCUMENT_CHARS = 1_000_000;

/** Papers named in 1 MB of Markdown, as one document and as one line, against finding every web address with one pattern. */
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
  const hover = medianOf(() => mentionInLine(oneLine, at));
  return [
    { what: '1 MB of Markdown with 2,000 links: all mentions', value: find, unit: 'ms', against: addresses },
    { what: 'the same as one line: the mention at a position', value: hover, unit: 'ms', against: addresses },
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
