// Runs titles and abstracts through everything that shows them (lists, the page, BibTeX) and counts
// leftovers: npm run eval:text -- FILE… [--examples N] A file is JSON Lines (`.jsonl`, `.jsonl.gz`) with
// `title` and `abstract`, or a saved Daily Papers page (`.txt`).
import { Cite } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import { parseDigest } from '../../src/core/digest/parseDigest';
import { isMathCommand } from '../../src/core/citation/latexTitle';
import { hasMath } from '../../src/core/tex/math';
import { omitUndefined } from '../../src/core/lang/omitUndefined';
import { bibtex, readable } from '../../src/library/texToUnicode';
import { markup } from '../../src/pages/html';
import { loadMathRenderer, type MathRenderer } from '../../src/panel/page/mathml';
import { textRenderer } from '../../src/panel/page/textRenderer';
import { madePaper } from '../support/papers';
import { eachRow, givenPath, textIn, textOf } from './files';
import { bibtexLeftovers, LEFTOVERS } from './textLeftovers';

/** Commands for signs, letters, accents and fonts outside formulas. */
const TEXT_COMMAND = /^(?:text[a-z]+|emph|ldots|ss|ae|AE|oe|OE|aa|AA|[oOlLijvHckrdbu])$/;

interface Texts {
  readonly title: string;
  readonly abstract: string;
}

/** Counts of one output by kind: texts with a leftover, and the first examples. */
class Counts {
  readonly #kinds = new Map<string, { texts: number; examples: string[] }>();

  constructor(
    private readonly output: string,
    private readonly most: number,
  ) {}

  add(kind: string, found: readonly string[]): void {
    const counted = this.#kinds.get(kind) ?? { texts: 0, examples: [] };
    this.#kinds.set(kind, counted);
    if (found.length === 0) return;
    counted.texts += 1;
    if (counted.examples.length < this.most) counted.examples.push(found[0] ?? '');
  }

  print(): void {
    for (const [kind, { texts, examples }] of this.#kinds) {
      console.log(`${this.output.padEnd(8)}${kind.padEnd(26)}${String(texts).padStart(7)}`);
      for (const example of examples) console.log(`            ${JSON.stringify(example)}`);
    }
  }
}

function* textsIn(file: string): Generator<Texts, void> {
  if (file.endsWith('.txt')) {
    yield* parseDigest(textOf(file)).papers;
    return;
  }
  for (const row of eachRow(file)) yield { title: textIn(row, 'title'), abstract: textIn(row, 'abstract') };
}

/**
 * Returns the words of a page's HTML. A formula is one word, because its MathML contains TeX only as shown.
 */
function wordsOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&#96;/g, '`')
    .replace(/&amp;/g, '&');
}

function onPage(raw: string, maths: MathRenderer): string {
  return wordsOf(String(markup`${textRenderer('', maths)(readable(raw), hasMath(raw) ? raw : undefined)}`));
}

function titleField(raw: string): { readonly entry: string; readonly field: string } {
  const title = readable(raw);
  const entry = bibtex(
    madePaper('x', omitUndefined({ title, tex: hasMath(raw) ? { title: raw } : undefined })),
  );
  return { entry, field: /^ {2}title {9}= \{(.*)\},$/m.exec(entry)?.[1] ?? '' };
}

/** Whether a BibTeX parser reads the entry as one with a title. */
function isRead(entry: string): boolean {
  try {
    return (new Cite(entry).data[0]?.title ?? '') !== '';
  } catch {
    return false;
  }
}

/** Returns texts that change when they are converted again, as when a file of the library is imported. */
function changesAgain(raw: string): string[] {
  const once = readable(raw);
  const twice = readable(once);
  if (twice === once) return [];
  let at = 0;
  while (once[at] === twice[at]) at += 1;
  const around = (text: string): string => text.slice(Math.max(0, at - 30), at + 30);
  return [`${around(once)} => ${around(twice)}`];
}

async function evaluate(files: readonly string[], most: number): Promise<void> {
  const maths = await loadMathRenderer();
  const isKnown = (name: string): boolean => isMathCommand(name) || TEXT_COMMAND.test(name);
  const [list, page, citation] = ['list', 'page', 'BibTeX'].map((name) => new Counts(name, most));
  if (!list || !page || !citation) return;
  let texts = 0;
  let papers = 0;
  const spent = { list: 0, page: 0, bibtex: 0 };
  for (const file of files)
    for (const { title, abstract } of textsIn(file)) {
      papers += 1;
      for (const raw of [title, abstract]) {
        texts += 1;
        const start = performance.now();
        const text = readable(raw);
        const between = performance.now();
        const html = onPage(raw, maths);
        spent.list += between - start;
        spent.page += performance.now() - between;
        for (const [kind, find] of LEFTOVERS) {
          list.add(kind, find({ raw, text }));
          page.add(kind, find({ raw, text: html }));
        }
        list.add('changes when read again', changesAgain(raw));
      }
      const start = performance.now();
      const { entry, field } = titleField(title);
      spent.bibtex += performance.now() - start;
      for (const [kind, found] of bibtexLeftovers(field, isKnown)) citation.add(kind, found);
      citation.add('not read back', !/[\\$]/.test(field) || isRead(entry) ? [] : [field]);
    }
  console.log(`papers ${papers}, texts ${texts}`);
  for (const counts of [list, page, citation]) counts.print();
  const each = (ms: number, count: number): string => `${((1000 * ms) / Math.max(1, count)).toFixed(0)} µs`;
  console.log(
    `time: list ${each(spent.list, texts)}, page ${each(spent.page, texts)}, BibTeX ${each(spent.bibtex, papers)} each`,
  );
}

const given = process.argv.slice(2);
const at = given.indexOf('--examples');
const most = at < 0 ? 3 : Number(given.splice(at, 2)[1]);
if (given.length === 0 || !Number.isSafeInteger(most)) {
  console.error('usage: npm run eval:text -- FILE… [--examples N]');
  process.exitCode = 2;
} else {
  void evaluate(given.map(givenPath), most);
}
