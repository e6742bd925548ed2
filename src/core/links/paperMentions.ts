import type { Repository } from '../paper/paper';
import {
  ARXIV_DOI,
  DATED_ID,
  DOI_RESOLVER,
  ID_DIGITS,
  OLD_ID,
  PAPER_PAGE,
  SCHEME,
  VERSION,
} from './arxivPatterns';
import { parseRepository } from './repository';

/** Mention of a paper in a text. Offsets are UTF-16 code units. */
export interface PaperMention {
  readonly start: number;
  readonly end: number;
  /** arXiv id without version (`2109.00859`, `cs/0112017`), if the mention is an id. */
  readonly arxivId?: string;
  readonly repository?: Repository;
  /** Whether the text marks the id as arXiv's. Others count only if the library has that paper. */
  readonly certain: boolean;
}

const ID = `(${DATED_ID}|${OLD_ID})`;
/** Optional version after an id. A following digit, letter or `.1` shows that it is not an id. */
const AFTER_ID = String.raw`${VERSION}(?![\p{L}\p{N}_]|\.\d)`;
/** Rest of a URL: extension, query and fragment. */
const AFTER_ADDRESS = String.raw`${VERSION}(?:\.pdf|\.md)?(?![\p{L}\p{N}_]|\.\d)(?:[?#][\w%&=.,;:~+/-]*[\w%&=/-])?`;

/** Patterns whose context marks an arXiv id. Each has the id as its only group. */
const CERTAIN = [
  // URL of a page about the paper.
  String.raw`(?<![\w.@-])${SCHEME}${PAPER_PAGE}${ID}${AFTER_ADDRESS}`,
  // DOI that arXiv registers for each paper.
  String.raw`(?<![\w.])(?:${DOI_RESOLVER}|doi:[ \t]?)?${ARXIV_DOI}${ID}${AFTER_ID}`,
  // `arXiv:2109.00859`, `arXiv 2109.00859`, `arxiv_id = "2109.00859"`.
  String.raw`(?<![\w./])arxiv(?:[_-]?id)?["']?[ \t]?[:=]?[ \t]?["'{]?${ID}${AFTER_ID}`,
  // Field of a BibTeX entry.
  String.raw`(?<![\w])eprint[ \t]*=[ \t]*["{][ \t]*(?:arxiv:)?${ID}${AFTER_ID}`,
];
/** Number that only looks like an id. A currency sign, letter, digit or dash before it excludes it. */
const BARE = String.raw`(?<![\p{L}\p{N}_.,/$€£¥#@+-])(${DATED_ID})${AFTER_ID}(?![%€£$]|[ \t]?(?:USD|EUR|GBP|ms|s|kg|MB|GB)\b)`;
const ARXIV_MENTION = new RegExp([...CERTAIN, BARE].join('|'), 'giu');

/**
 * Web URL, or the ssh form of a clone URL. LaTeX and Markdown escape characters of a URL, as in `a\_b`. No `u` flag: with it
 * the pattern takes 30 times as long.
 */
const ADDRESS =
  /(?:https?:\/\/|(?<![\w.@/-])(?:www\.)?(?:github|gitlab|huggingface|codeberg|bitbucket)\.)(?:[^\s<>"'`{}|\\^[\]]|\\[_#%&~$])+|(?<![\w.])git@[\w.-]+:[\w.-]+\/[\w./-]+/gi;
const ESCAPED = /\\([_#%&~$])/g;
/** Trailing punctuation that belongs to the sentence, not to the URL. */
const TRAILING = new Set('.,;:!?\'"*_~\\');

/**
 * Finds mentions of papers in a text: arXiv ids, URLs of pages about a paper, DOIs of arXiv, and URLs of
 * repositories. Runs in linear time. Mentions are in order and do not overlap.
 * @param text any text, for instance a line or a document
 * @returns the mentions; those with `certain: false` still have to be looked up in the library
 */
export function findPaperMentions(text: string): readonly PaperMention[] {
  const mentions = arxivMentions(text);
  const taken = mentions.slice();
  let next = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = trimAddress(match[0]);
    const [start, end] = [match.index, match.index + address.length];
    while (next < taken.length && (taken[next]?.end ?? 0) <= start) next += 1;
    if ((taken[next]?.start ?? Infinity) < end) continue;
    const url = address.replaceAll(ESCAPED, '$1').replace(/^git@([\w.-]+):/i, 'https://$1/');
    const repository = parseRepository(url);
    if (repository) mentions.push({ start, end, repository, certain: true });
  }
  return mentions.sort((a, b) => a.start - b.start);
}

/** Each mention that the text marks as arXiv's has one of these words. */
const MARK = /(?:ar[x5]|alphax)iv|eprint|(?:huggingface|hf)\.co\/papers/i;

/**
 * Finds the mentions with an arXiv id that the text marks as arXiv's. Numbers are not searched in a text
 * without such a mark, because a file of numbers would take a second for 5 MB.
 */
export function findMarkedIds(text: string): readonly PaperMention[] {
  if (!MARK.test(text)) return [];
  return findPaperMentions(text).filter(({ arxivId, certain }) => arxivId !== undefined && certain);
}

/** Digits of an id. Searched first: the full pattern is 100 times slower on text without ids. */
const DIGITS = new RegExp(ID_DIGITS, 'g');
/** UTF-16 code units read before the digits of an id. Exceeds the longest URL part before an id. */
const BEFORE_CHARS = 80;
/** UTF-16 code units read after the digits, for a version, a query and a fragment. */
const AFTER_CHARS = 200;

function arxivMentions(text: string): PaperMention[] {
  const mentions: PaperMention[] = [];
  let done = 0;
  for (const { index } of text.matchAll(DIGITS)) {
    if (index < done) continue;
    const from = Math.max(done, index - BEFORE_CHARS);
    for (const match of text.slice(from, index + AFTER_CHARS).matchAll(ARXIV_MENTION)) {
      const start = from + match.index;
      const end = start + match[0].length;
      // The id after these digits gets its own window.
      if (start > index) break;
      if (end <= index) continue;
      const groups: readonly (string | undefined)[] = match.slice(1);
      const arxivId = groups.find((group) => group !== undefined) ?? '';
      const certain = groups.at(-1) === undefined;
      const lead = leadOf(match[0], arxivId, certain);
      mentions.push({ start: start + lead, end, arxivId: normalizedId(arxivId), certain });
      done = end;
      break;
    }
  }
  return mentions;
}

/** Returns the mention at an offset. Its end counts: the cursor can be after the last character. */
export function paperMentionAt(text: string, offset: number): PaperMention | undefined {
  return findPaperMentions(text).find(({ start, end }) => start <= offset && offset <= end);
}

/** In `eprint = {2109.00859` and `arxiv_id: 2109.00859` only the id is the mention. */
function leadOf(found: string, id: string, certain: boolean): number {
  return certain && /^(?:eprint|arxiv[_-]?id)/i.test(found) ? found.lastIndexOf(id) : 0;
}

/** Normalizes case: archives are lowercase, subject classes uppercase (`math.GT/0309136`). */
function normalizedId(id: string): string {
  const [archive = '', number] = id.split('/');
  if (number === undefined) return id;
  const [name = '', subject] = archive.split('.');
  return `${name.toLowerCase()}${subject === undefined ? '' : `.${subject.toUpperCase()}`}/${number}`;
}

/** Removes trailing punctuation from a URL, and a closing parenthesis that the URL did not open. */
function trimAddress(address: string): string {
  const opens = address.includes('(');
  let end = address.length;
  while (end > 0) {
    const last = address.charAt(end - 1);
    if (!TRAILING.has(last) && (opens || last !== ')')) break;
    end -= 1;
  }
  return address.slice(0, end);
}
