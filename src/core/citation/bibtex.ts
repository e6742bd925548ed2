import { MONTH_ABBREVIATIONS } from '../text/monthNames';
import { isArxivId } from '../links/arxiv';
import type { Paper } from '../paper/paper';
import { assignCitationKeys, citationKey, publicationYear, type KeysOfPapers } from './citationKey';
import { escapeLatex } from './latexEscape';
import { latexTitle, type LatexSymbols } from './latexTitle';
import { bibtexNames } from './personName';

const MAX_LINE_LENGTH = 100;

/** Formats an entry in plain LaTeX. Unknown facts have no field. */
export function bibtexEntry(paper: Paper, symbols: LatexSymbols, key = citationKey(paper)): string {
  const arxiv = isArxivId(paper.id) ? paper.id : undefined;
  const month =
    paper.published === '' ? undefined : MONTH_ABBREVIATIONS[Number(paper.published.slice(5, 7)) - 1];
  const url = urlOf(paper);
  const fields: (readonly [name: string, value: string | undefined])[] = [
    ['title', `{${latexTitle(paper.title, paper.tex?.title, symbols)}}`],
    ['author', paper.authors.length === 0 ? undefined : `{${authorList(paper.authors, symbols)}}`],
    ['year', braced(publicationYear(paper))],
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

/**
 * Formats papers as a .bib file, in order. From the second on, equal keys get a letter.
 * @param kept keys from before; see `assignCitationKeys`
 */
export function bibtexFile(papers: Iterable<Paper>, symbols: LatexSymbols, kept?: KeysOfPapers): string {
  return assignCitationKeys(papers, kept)
    .map(({ paper, key }) => `${bibtexEntry(paper, symbols, key)}\n`)
    .join('\n');
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

/** Breaks lines between authors: some parsers fail on a line of 600 names. */
function authorList(authors: readonly string[], { command }: LatexSymbols): string {
  const lines: string[] = [];
  let line = '';
  // A Greek letter in a name is text, not math.
  const sign =
    command &&
    ((character: string): string | undefined => (/\p{L}/u.test(character) ? undefined : command(character)));
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
