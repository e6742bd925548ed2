import { latexText, type TexCommand } from './latexEscape';
import { mathParts } from '../tex/math';
import type { Paper } from '../paper/paper';
import { bibtexName, familyName } from './personName';
import { COMMAND_OF_LETTER } from '../tex/texAccents';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Words that say nothing about which paper it is. */
const SMALL_WORDS = new Set(
  (
    'a an and are as at be beyond by can do does for from how in into is it its not of on or our should that the ' +
    'their these this to toward towards using via we what when where which who why will with without you your'
  ).split(' '),
);

const NEW_ARXIV_ID = /^(\d\d)(0[1-9]|1[0-2])\.\d{4,5}$/;
const OLD_ARXIV_ID = /^[a-z-]+(?:\.[a-z]{2})?\/(\d\d)(0[1-9]|1[0-2])\d{3}$/i;

/** Longest line of a list of authors before it goes on below. */
const LINE = 100;

/** The key of a paper's entry: first author, year, first word of the title that tells, as in `wang2021codet5`. */
export function citationKey(paper: Paper): string {
  const author = asciiWord(familyName(paper.authors[0] ?? ''));
  const words = paper.title.split(/[\s:–—/-]+/u).map(asciiWord);
  const telling =
    words.find((word) => /^(?=.*[a-z])../.test(word) && !SMALL_WORDS.has(word)) ??
    words.find((word) => word !== '');
  return `${author === '' ? 'anon' : author}${yearOf(paper) ?? ''}${telling ?? ''}`;
}

/**
 * A paper as a BibTeX entry in plain LaTeX. A fact that is not known has no field.
 * @param command gives the maths command of a character
 */
export function bibtexEntry(paper: Paper, command: TexCommand, key = citationKey(paper)): string {
  const arxiv = isArxivId(paper.id) ? paper.id : undefined;
  const month = paper.published === '' ? undefined : MONTHS[Number(paper.published.slice(5, 7)) - 1];
  const url = urlOf(paper);
  const fields: (readonly [name: string, value: string | undefined])[] = [
    ['title', `{${latexTitle(paper, command)}}`],
    ['author', paper.authors.length === 0 ? undefined : `{${authorList(paper.authors, command)}}`],
    ['year', braced(yearOf(paper))],
    ['month', month],
    ['eprint', braced(arxiv)],
    ['archivePrefix', arxiv === undefined ? undefined : '{arXiv}'],
    ['primaryClass', arxiv === undefined ? undefined : braced(paper.category)],
    ['url', braced(url)],
  ];
  const lines = fields.flatMap(([name, value]) =>
    value === undefined ? [] : [`  ${name.padEnd(13)} = ${value},`],
  );
  return [`@misc{${key},`, ...lines, '}'].join('\n');
}

/** Papers as the text of a .bib file, in their order; equal keys are told apart by a letter, the first keeps its own. */
export function bibtexFile(papers: Iterable<Paper>, command: TexCommand): string {
  const taken = new Set<string>();
  const entries: string[] = [];
  for (const paper of papers) {
    const key = citationKey(paper);
    let free = key;
    for (let number = 1; taken.has(free); number += 1) free = key + letters(number);
    taken.add(free);
    entries.push(`${bibtexEntry(paper, command, free)}\n`);
  }
  return entries.join('\n');
}

/** 1 gives b, 25 gives z, 26 gives aa. */
function letters(number: number): string {
  const last = String.fromCharCode(97 + (number % 26));
  return number < 26 ? last : letters(Math.floor(number / 26) - 1).replace(/^$/, 'a') + last;
}

function isArxivId(id: string): boolean {
  return NEW_ARXIV_ID.test(id) || OLD_ARXIV_ID.test(id);
}

/** The year of publication; an arXiv id states it where nothing else does. */
function yearOf(paper: Paper): string | undefined {
  if (paper.published !== '') return paper.published.slice(0, 4);
  const short = NEW_ARXIV_ID.exec(paper.id)?.[1] ?? OLD_ARXIV_ID.exec(paper.id)?.[1];
  if (short === undefined) return undefined;
  return Number(short) > 90 ? `19${short}` : `20${short}`;
}

function urlOf(paper: Paper): string | undefined {
  const url = (paper.links.find((link) => link.kind === 'arxiv') ?? paper.links[0] ?? paper.repositories[0])
    ?.url;
  return url?.replace(/[{}\\%\s]/g, (character) =>
    character === '%' ? '\\%' : encodeURIComponent(character),
  );
}

function braced(value: string | undefined): string | undefined {
  return value === undefined ? undefined : `{${value}}`;
}

/** All authors, on as many lines as they need: some readers cannot take a line of 600 names. */
function authorList(authors: readonly string[], command: TexCommand): string {
  const lines: string[] = [];
  let line = '';
  for (const author of authors) {
    const name = bibtexName(author, (text) => latexText(text, command));
    if (line !== '' && line.length + name.length > LINE) {
      lines.push(`${line} and`);
      line = name;
    } else {
      line = line === '' ? name : `${line} and ${name}`;
    }
  }
  return [...lines, line].join('\n                   ');
}

/** The title as its author wrote the maths, where that is known, and with names in braces that no style may lower. */
function latexTitle(paper: Paper, command: TexCommand): string {
  const raw = paper.tex?.title;
  if (raw !== undefined && !/\\[{}]/.test(raw)) {
    const parts = mathParts(raw).map(({ kind, value }) => {
      if (kind !== 'text') return balanced(value) ? `{$${value}$}` : undefined;
      return /[\\{}]/.test(value) ? (balanced(value) ? value : undefined) : protectedText(value, command);
    });
    if (parts.every((part) => part !== undefined)) return parts.join('');
  }
  return protectedText(paper.title, command);
}

/** Letters and digits, with the signs between them, as in `T2I-ReID`, and those at the end of `C++` and `C#`. */
const WORD = /[\p{L}\p{N}]+(?:[^\s\p{L}\p{N}]+[\p{L}\p{N}]+)*[+#]*/gu;

function protectedText(text: string, command: TexCommand): string {
  let shown = '';
  let done = 0;
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const plain = latexText(word, command);
    shown += latexText(text.slice(done, index), command) + (losesMeaning(word) ? `{${plain}}` : plain);
    done = index + word.length;
  }
  return shown + latexText(text.slice(done), command);
}

/** A word that is another word in lower case: `BERT`, `mT5`, `Llama-2`, `C++`. */
function losesMeaning(word: string): boolean {
  return (
    /[\p{L}\p{N}]\p{Lu}/u.test(word) ||
    (/\p{Lu}/u.test(word) && /[\p{N}+#]/u.test(word)) ||
    /^[B-HJ-Z]$/.test(word)
  );
}

function balanced(tex: string): boolean {
  let depth = 0;
  for (const character of tex) {
    if (character === '{') depth += 1;
    if (character === '}' && --depth < 0) return false;
  }
  return depth === 0;
}

/** A word in the letters and digits of a key. */
function asciiWord(word: string): string {
  return Array.from(word.normalize('NFD'), (letter) => COMMAND_OF_LETTER.get(letter) ?? letter)
    .join('')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}
