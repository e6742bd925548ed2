import { MONTH_ABBREVIATIONS } from '../text/monthNames';
import { arxivDate, isArxivId } from '../links/arxiv';
import type { Paper } from '../paper/paper';
import { escapeLatex } from './latexEscape';
import { latexTitle, type LatexSymbols } from './latexTitle';
import { bibtexNames, familyName } from './personName';
import { COMMAND_OF_LETTER } from '../tex/texAccents';

/** Words that do not identify a paper. */
const SMALL_WORDS = new Set(
  (
    'a an and are as at be beyond by can do does for from how in into is it its not of on or our should that the ' +
    'their these this to toward towards using via we what when where which who why will with without you your'
  ).split(' '),
);

/** Maximum line length in an author list. */
const MAX_LINE_LENGTH = 100;

/**
 * Returns the citation key: first author, year, first significant word of the title, as in `wang2021codet5`.
 */
export function citationKey(paper: Paper): string {
  const author = asciiWord(familyName(paper.authors[0] ?? ''));
  const words = paper.title.split(/[\s:–—/-]+/u).map(asciiWord);
  const telling =
    words.find((word) => /^(?=.*[a-z])../.test(word) && !SMALL_WORDS.has(word)) ??
    words.find((word) => word !== '');
  return `${author === '' ? 'anon' : author}${yearOf(paper) ?? ''}${telling ?? ''}`;
}

/**
 * Formats a paper as a BibTeX entry in plain LaTeX. Unknown facts have no field.
 * @param symbols reads and writes TeX symbols
 */
export function bibtexEntry(paper: Paper, symbols: LatexSymbols, key = citationKey(paper)): string {
  const arxiv = isArxivId(paper.id) ? paper.id : undefined;
  const month =
    paper.published === '' ? undefined : MONTH_ABBREVIATIONS[Number(paper.published.slice(5, 7)) - 1];
  const url = urlOf(paper);
  const fields: (readonly [name: string, value: string | undefined])[] = [
    ['title', `{${latexTitle(paper.title, paper.tex?.title, symbols)}}`],
    ['author', paper.authors.length === 0 ? undefined : `{${authorList(paper.authors, symbols)}}`],
    ['year', braced(yearOf(paper))],
    ['month', month],
    ['eprint', braced(arxiv)],
    ['archivePrefix', arxiv === undefined ? undefined : '{arXiv}'],
    ['primaryClass', arxiv === undefined ? undefined : braced(paper.category)],
    ['doi', arxiv === undefined ? undefined : `{10.48550/arXiv.${arxiv}}`],
    ['url', braced(url)],
  ];
  const lines = fields.flatMap(([name, value]) =>
    value === undefined ? [] : [`  ${name.padEnd(13)} = ${value},`],
  );
  return [`@misc{${key},`, ...lines, '}'].join('\n');
}

/** Formats papers as a .bib file, in order. From the second on, equal keys get a letter. */
export function bibtexFile(papers: Iterable<Paper>, symbols: LatexSymbols): string {
  return assignCitationKeys(papers)
    .map(({ paper, key }) => `${bibtexEntry(paper, symbols, key)}\n`)
    .join('\n');
}

/** Gives each paper its citation key. From the second on, equal keys get a letter. */
export function assignCitationKeys(
  papers: Iterable<Paper>,
): readonly { readonly paper: Paper; readonly key: string }[] {
  const taken = new Set<string>();
  return Array.from(papers, (paper) => {
    const wanted = citationKey(paper);
    let key = wanted;
    for (let number = 1; taken.has(key); number += 1) key = wanted + letters(number);
    taken.add(key);
    return { paper, key };
  });
}

/** 1 gives b, 25 gives z, 26 gives aa. */
function letters(number: number): string {
  const last = String.fromCharCode(97 + (number % 26));
  return number < 26 ? last : letters(Math.floor(number / 26) - 1).replace(/^$/, 'a') + last;
}

/** Returns the year of publication, or the year in the arXiv id. */
function yearOf(paper: Paper): string | undefined {
  return paper.published === '' ? arxivDate(paper.id)?.year : paper.published.slice(0, 4);
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

/** Joins all authors over several lines: some parsers fail on a line of 600 names. */
function authorList(authors: readonly string[], { command }: LatexSymbols): string {
  const lines: string[] = [];
  let line = '';
  // A Greek letter in a name is text, not math.
  const sign = (character: string): string | undefined =>
    /\p{L}/u.test(character) ? undefined : command(character);
  for (const name of bibtexNames(authors, (text) => escapeLatex(text, sign))) {
    if (line !== '' && line.length + name.length > MAX_LINE_LENGTH) {
      lines.push(`${line} and`);
      line = name;
    } else {
      line = line === '' ? name : `${line} and ${name}`;
    }
  }
  return [...lines, line].join('\n                   ');
}

/** Reduces a word to the letters and digits allowed in a key. */
function asciiWord(word: string): string {
  return Array.from(word.normalize('NFD'), (letter) => COMMAND_OF_LETTER.get(letter) ?? letter)
    .join('')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}
