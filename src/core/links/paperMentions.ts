import type { Repository } from '../paper/paper';
import { parseRepository } from './repository';

/** A place in a text that names a paper. Offsets are UTF-16 code units. */
export interface PaperMention {
  readonly start: number;
  readonly end: number;
  /** The arXiv id without version (`2109.00859`, `cs/0112017`), where one is named. */
  readonly arxivId?: string;
  /** The repository, where the address of one is named. */
  readonly repository?: Repository;
  /**
   * Whether the text around the id says that it is an arXiv id. A bare number such as `2109.00859` could be something
   * else, so it counts only if the library has that paper.
   */
  readonly certain: boolean;
}

/**
 * A new-style id: year, month, and four digits until December 2014, five since January 2015.
 * Source: "Understanding the arXiv identifier", info.arxiv.org.
 */
const NEW_ID = String.raw`(?:(?:0[7-9]|1[0-4])(?:0[1-9]|1[0-2])\.\d{4}|(?:1[5-9]|[2-9]\d)(?:0[1-9]|1[0-2])\.\d{5})`;
/** An id from before April 2007: archive, optional subject class, seven digits. */
const OLD_ID = String.raw`[a-z]{2,12}(?:-[a-z]{2,12})?(?:\.[a-z]{2})?\/\d{7}`;
const ID = `(${NEW_ID}|${OLD_ID})`;
/** What may follow an id: its version. Another digit, letter or `.1` means that it is something else. */
const AFTER_ID = String.raw`(?:v\d{1,3})?(?![\p{L}\p{N}_]|\.\d)`;
/** The rest of an address: an ending, a query and a fragment. */
const AFTER_ADDRESS = String.raw`(?:v\d{1,3})?(?:\.pdf|\.md)?(?![\p{L}\p{N}_]|\.\d)(?:[?#][\w%&=.,;:~+/-]*[\w%&=/-])?`;
const SCHEME = String.raw`(?:https?:\/\/)?(?:www\.)?`;

const ARXIV_PAGE = String.raw`(?:(?:export|browse)\.)?arxiv\.org\/(?:abs|pdf|html|ps|format|src|e-print)\/`;
const AR5IV_PAGE = String.raw`ar5iv(?:\.labs\.arxiv)?\.org\/(?:abs|html)\/`;
const HUGGING_FACE_PAGE = String.raw`(?:huggingface\.co|hf\.co)\/papers\/`;
const ALPHAXIV_PAGE = String.raw`alphaxiv\.org\/(?:[a-z]{2}\/)?(?:abs|overview|pdf|html|forum|resources|review)\/`;
const PAGE = `(?:${ARXIV_PAGE}|${AR5IV_PAGE}|${HUGGING_FACE_PAGE}|${ALPHAXIV_PAGE})`;

/** Patterns in which the text around says that the id is one of arXiv, each with the id as its only group. */
const CERTAIN = [
  // Address of a page about the paper.
  String.raw`(?<![\w.@-])${SCHEME}${PAGE}${ID}${AFTER_ADDRESS}`,
  // DOI that arXiv registers for each paper.
  String.raw`(?<![\w.])(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:[ \t]?)?10\.48550\/arxiv\.${ID}${AFTER_ID}`,
  // `arXiv:2109.00859`, `arXiv 2109.00859`, `arxiv_id = "2109.00859"`.
  String.raw`(?<![\w./])arxiv(?:[_-]?id)?["']?[ \t]?[:=]?[ \t]?["'{]?${ID}${AFTER_ID}`,
  // The field of a BibTeX entry.
  String.raw`(?<![\w])eprint[ \t]*=[ \t]*["{][ \t]*(?:arxiv:)?${ID}${AFTER_ID}`,
];
/** A number that only looks like an id. A currency sign, a letter, a digit or a dot in front rules it out. */
const BARE = String.raw`(?<![\p{L}\p{N}_.,/$€£¥#@+-])(${NEW_ID})${AFTER_ID}(?![%€£$]|[ \t]?(?:USD|EUR|GBP|ms|s|kg|MB|GB)\b)`;
const ARXIV_MENTION = new RegExp([...CERTAIN, BARE].join('|'), 'giu');

/** An address on a host, or the ssh form of a clone address. No `u` flag: with it the pattern takes 30 times as long. */
const ADDRESS =
  /(?:https?:\/\/|(?<![\w.@/-])(?:www\.)?(?:github|gitlab|huggingface|codeberg|bitbucket)\.)[^\s<>"'`{}|\\^[\]]+|(?<![\w.])git@[\w.-]+:[\w.-]+\/[\w./-]+/gi;
/** Punctuation that ends a sentence or closes a bracket rather than an address. */
const TRAILING = new Set('.,;:!?\'"*_~');

/**
 * Finds the places in a text that name a paper: arXiv ids, addresses of pages about a paper, DOIs of arXiv, and
 * addresses of repositories. Runs in linear time; places do not overlap and are in order.
 * @param text any text, for instance a line or a document
 * @returns the mentions; one with `certain: false` still has to be looked up in the library
 */
export function findPaperMentions(text: string): readonly PaperMention[] {
  const mentions = arxivMentions(text);
  const taken = mentions.slice();
  let next = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = trimmedAddress(match[0]);
    const [start, end] = [match.index, match.index + address.length];
    while (next < taken.length && (taken[next]?.end ?? 0) <= start) next += 1;
    if ((taken[next]?.start ?? Infinity) < end) continue;
    const repository = parseRepository(address.replace(/^git@([\w.-]+):/i, 'https://$1/'));
    if (repository) mentions.push({ start, end, repository, certain: true });
  }
  return mentions.sort((a, b) => a.start - b.start);
}

/** What every id contains. It is found first, because the full pattern takes 100 times as long on text without ids. */
const DIGITS = /\d{4}\.\d{4,5}|\/\d{7}/g;
/** UTF-16 code units read before the digits of an id: more than the longest address before an id. */
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
      // The id after these digits gets a window of its own.
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

/** The mention at an offset of a text, its end included, as a cursor stands behind the last character. */
export function paperMentionAt(text: string, offset: number): PaperMention | undefined {
  return findPaperMentions(text).find(({ start, end }) => start <= offset && offset <= end);
}

/** In `eprint = {2109.00859` and `arxiv_id: 2109.00859` only the id is the mention, not the name of the field. */
function leadOf(found: string, id: string, certain: boolean): number {
  return certain && /^(?:eprint|arxiv[_-]?id)/i.test(found) ? found.lastIndexOf(id) : 0;
}

/** Archives are written in lower case, subject classes in upper case: `math.GT/0309136`. */
function normalizedId(id: string): string {
  const [archive = '', number] = id.split('/');
  if (number === undefined) return id;
  const [name = '', subject] = archive.split('.');
  return `${name.toLowerCase()}${subject === undefined ? '' : `.${subject.toUpperCase()}`}/${number}`;
}

/** An address without the punctuation after it, and without a closing parenthesis that it did not open. */
function trimmedAddress(address: string): string {
  const opens = address.includes('(');
  let end = address.length;
  while (end > 0) {
    const last = address.charAt(end - 1);
    if (!TRAILING.has(last) && (opens || last !== ')')) break;
    end -= 1;
  }
  return address.slice(0, end);
}
