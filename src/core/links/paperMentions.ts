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

/** Offsets are UTF-16 code units. */
export interface PaperMention {
  readonly start: number;
  readonly end: number;
  /** Without version (`2109.00859`, `cs/0112017`); absent for a repository. */
  readonly arxivId?: string;
  readonly repository?: Repository;
  /** Whether the text marks the id as arXiv's. Other ids count only if the library has the paper. */
  readonly certain: boolean;
}

const ID = `(${DATED_ID}|${OLD_ID})`;
/** A digit, letter or `.1` after the version shows that the number is not an id. */
const AFTER_ID = String.raw`${VERSION}(?![\p{L}\p{N}_]|\.\d)`;
/** Extension, query and fragment of a URL. */
const AFTER_ADDRESS = String.raw`${VERSION}(?:\.pdf|\.md)?(?![\p{L}\p{N}_]|\.\d)(?:[?#][\w%&=.,;:~+/-]*[\w%&=/-])?`;

/** Context marks these ids as arXiv's. Each pattern has the id as its only group. */
const CERTAIN = [
  String.raw`(?<![\w.@-])${SCHEME}${PAPER_PAGE}${ID}${AFTER_ADDRESS}`,
  String.raw`(?<![\w.])(?:${DOI_RESOLVER}|doi:[ \t]?)?${ARXIV_DOI}${ID}${AFTER_ID}`,
  // `arXiv:2109.00859`, `arXiv 2109.00859`, `arxiv_id = "2109.00859"`.
  String.raw`(?<![\w./])arxiv(?:[_-]?id)?["']?[ \t]?[:=]?[ \t]?["'{]?${ID}${AFTER_ID}`,
  String.raw`(?<![\w])eprint[ \t]*=[ \t]*["{][ \t]*(?:arxiv:)?${ID}${AFTER_ID}`,
];
/** Number that looks like an id. A sign or letter before it, or a unit after it, excludes it. */
const BARE = String.raw`(?<![\p{L}\p{N}_.,/$€£¥#@+-])(${DATED_ID})${AFTER_ID}(?![%€£$]|[ \t]?(?:USD|EUR|GBP|ms|s|kg|MB|GB)\b)`;
const ARXIV_MENTION = new RegExp([...CERTAIN, BARE].join('|'), 'giu');

/**
 * Web URL, or ssh form of a clone URL. LaTeX and Markdown escape characters of a URL: `a\_b`. No `u` flag, with which
 * the pattern takes 30 times as long.
 */
const ADDRESS =
  /(?:https?:\/\/|(?<![\w.@/-])(?:www\.)?(?:github|gitlab|huggingface|codeberg|bitbucket)\.)(?:[^\s<>"'`{}|\\^[\]]|\\[_#%&~$])+|(?<![\w.])git@[\w.-]+:[\w.-]+\/[\w./-]+/gi;
const ESCAPED = /\\([_#%&~$])/g;
/** Punctuation of the sentence after a URL. */
const TRAILING = new Set('.,;:!?\'"*_~\\');

/**
 * Finds arXiv ids, URLs of pages about a paper, DOIs of arXiv, and URLs of repositories. Runs in linear time.
 * @returns mentions in order, without overlaps
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

/** Each mention that the text marks as arXiv's contains one of these words. */
const MARK = /(?:ar[x5]|alphax)iv|eprint|(?:huggingface|hf)\.co\/papers/i;

/**
 * Finds only ids that the text marks as arXiv's. Does not search the numbers of a text without a mark: a file of
 * numbers would take a second for 5 MB.
 */
export function findMarkedIds(text: string): readonly PaperMention[] {
  if (!MARK.test(text)) return [];
  return findPaperMentions(text).filter(({ arxivId, certain }) => arxivId !== undefined && certain);
}

/** Searched first: on text without ids, the full pattern is 100 times slower. */
const DIGITS = new RegExp(ID_DIGITS, 'g');
/** Read before the digits of an id, in UTF-16 code units. Exceeds the longest URL part before an id. */
const BEFORE_CHARS = 80;
/** Read after the digits, for a version, a query and a fragment. */
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

/** The end counts: the cursor can be after the last character. */
export function paperMentionAt(text: string, offset: number): PaperMention | undefined {
  return findPaperMentions(text).find(({ start, end }) => start <= offset && offset <= end);
}

/** In `eprint = {2109.00859` and `arxiv_id: 2109.00859`, only the id is the mention. */
function leadOf(found: string, id: string, certain: boolean): number {
  return certain && /^(?:eprint|arxiv[_-]?id)/i.test(found) ? found.lastIndexOf(id) : 0;
}

/** Archives are lowercase, subject classes uppercase (`math.GT/0309136`). */
function normalizedId(id: string): string {
  const [archive = '', number] = id.split('/');
  if (number === undefined) return id;
  const [name = '', subject] = archive.split('.');
  return `${name.toLowerCase()}${subject === undefined ? '' : `.${subject.toUpperCase()}`}/${number}`;
}

/** Also removes a closing parenthesis that the URL did not open. */
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
