import type { PaperLink } from '../paper/paper';
import { ARXIV_DOI, ARXIV_ID, DOI_RESOLVER, PAPER_PAGE, PARTIAL_ID, SCHEME, VERSION } from './arxivPatterns';

/** Partly typed id after an optional `arXiv:` or page address. */
const PARTIAL = new RegExp(
  String.raw`^\s*(?:arxiv[:\s]\s*|${SCHEME}${PAPER_PAGE})?(${PARTIAL_ID})(?:v\d{0,3})?\s*$`,
  'i',
);

const WHOLE_TEXT = new RegExp(`^(?:arxiv:)?(${ARXIV_ID})${VERSION}$`, 'i');

/** Alone, in a link or in a DOI, with optional version and `.pdf`. */
const IN_TEXT = new RegExp(
  String.raw`(?<!\d|\d\.|[a-z-](?=[a-z]))(${ARXIV_ID})(?!\d)${VERSION}(?:\.pdf)?(?:[?#]\S*)?`,
  'gi',
);

/** Pages about one paper: arXiv, its mirrors, its DOI, Hugging Face, alphaXiv. */
const PAPER_URL = new RegExp(
  String.raw`^(?:${SCHEME}${PAPER_PAGE}|${DOI_RESOLVER}${ARXIV_DOI})(${ARXIV_ID})${VERSION}(?:\.pdf)?\/?(?:[?#]\S*)?$`,
  'i',
);

/** Removes the version. Returns `undefined` for other text. */
export function parseArxivId(text: string): string | undefined {
  return WHOLE_TEXT.exec(text.trim())?.[1];
}

/** Returns the arXiv id in a paper's URL (`https://arxiv.org/abs/2109.00859v2`), or an id alone. */
export function parsePaperUrl(text: string): string | undefined {
  return parseArxivId(text) ?? PAPER_URL.exec(text.trim())?.[1];
}

/** Returns the beginning of an id, alone or in an address. */
export function parsePartialArxivId(text: string): string | undefined {
  return PARTIAL.exec(text)?.[1];
}

/** Without version. */
export function isArxivId(text: string): boolean {
  return parseArxivId(text) === text;
}

/** Returns `undefined` for other texts and invalid months. */
export function arxivDate(id: string): { readonly year: string; readonly month: string } | undefined {
  const [, short = '', month = ''] = isArxivId(id)
    ? (/^(?:[^/]*\/)?(\d\d)(0[1-9]|1[0-2])/.exec(id) ?? [])
    : [];
  if (short === '') return undefined;
  return { year: Number(short) > 90 ? `19${short}` : `20${short}`, month };
}

const WORD = /[\p{L}\p{N}]/u;
/** Category and date behind the id in the stamp on a PDF from arXiv: `arXiv:2401.00001v2 [cs.CL] 1 Jan 2024`. */
const STAMP = /\[[a-z-]{2,12}(?:\.[a-z-]{2,12})?\](?:\s+\d{1,2}\s+[a-z]{3}\s+\d{4})?/i;
/** Every id has four digits. Most typed texts have not, and need no further search. */
const FOUR_DIGITS = /\d{4}/;

/**
 * Returns ids without versions. `only`: the text contains only ids and their usual context, which is `arXiv:`, a URL, a
 * DOI or the rest of the stamp on a PDF.
 */
export function findArxivIds(text: string): { readonly ids: readonly string[]; readonly only: boolean } {
  if (!FOUR_DIGITS.test(text)) return { ids: [], only: false };
  const ids = [...text.matchAll(IN_TEXT)].map((match) => match[1] ?? '');
  const others = ids.length === 0 ? [] : text.replace(IN_TEXT, ' ').replace(STAMP, ' ').trim().split(/\s+/);
  return {
    ids,
    only: others.every((other) => !WORD.test(other) || /[/:.]$|^arxiv$|^doi$/i.test(other)) && ids.length > 0,
  };
}

/** `cs.CL`, `hep-th`; `undefined` for other text. */
export function parseCategory(text: string): string | undefined {
  return /^[a-z-]{2,12}(?:\.[A-Za-z-]{2,12})?$/.exec(text)?.[0];
}

/** Returns an id for a URL's path. Keeps the slash in old ids. */
export function arxivIdPath(id: string): string {
  return id.split('/').map(encodeURIComponent).join('/');
}

/** Returns the pages of a paper on arXiv: its abstract, its PDF, its page on Hugging Face. */
export function arxivPages(id: string): readonly PaperLink[] {
  return [
    { kind: 'arxiv', url: `https://arxiv.org/abs/${id}` },
    { kind: 'pdf', url: `https://arxiv.org/pdf/${id}` },
    { kind: 'huggingface', url: `https://huggingface.co/papers/${id}` },
  ];
}
