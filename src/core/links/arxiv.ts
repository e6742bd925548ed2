import type { PaperLink } from '../paper/paper';

/** An arXiv id without version: since April 2007 `2109.00859`, before that `cs/0112017` or `math.GT/0309136`. */
const ID = String.raw`\d{4}\.\d{4,5}|[a-z]{2,12}(?:-[a-z]{2,12})?(?:\.[a-z]{2})?\/\d{7}`;
const VERSION = String.raw`(?:v\d{1,3})?`;

const ALONE = new RegExp(`^(?:arxiv:)?(${ID})${VERSION}$`, 'i');

/** An arXiv id, alone, in a link or in a DOI, with its version and `.pdf`. */
const IN_TEXT = new RegExp(
  String.raw`(?<!\d|\d\.|[a-z-](?=[a-z]))(${ID})(?!\d)${VERSION}(?:\.pdf)?(?:[?#]\S*)?`,
  'gi',
);

/** Addresses of pages about one paper: arXiv, its mirrors, its DOI, Hugging Face and alphaXiv. */
const PAPER_PAGE = new RegExp(
  String.raw`^(?:https?:\/\/)?(?:(?:www\.|export\.|browse\.)?arxiv\.org\/(?:abs|pdf|html|format)|(?:dx\.)?doi\.org\/10\.48550|(?:www\.)?(?:huggingface\.co|hf\.co)\/papers|(?:www\.)?alphaxiv\.org\/(?:abs|pdf|overview))\/(?:arxiv\.)?(${ID})${VERSION}(?:\.pdf)?\/?(?:[?#]\S*)?$`,
  'i',
);

/** An arXiv id without version (`2109.00859`, `cs/0112017`), from the id as people write it; undefined for any other text. */
export function readArxivId(text: string): string | undefined {
  return ALONE.exec(text.trim())?.[1];
}

/** The arXiv id of the paper that an address leads to (`https://arxiv.org/abs/2109.00859v2`), or of an id alone. */
export function readPaperAddress(text: string): string | undefined {
  return readArxivId(text) ?? PAPER_PAGE.exec(text.trim())?.[1];
}

/** Whether a text is an arXiv id and nothing more, without version. */
export function isArxivId(text: string): boolean {
  return readArxivId(text) === text;
}

/** Year and month that an arXiv id states; undefined for other texts and for months that there are not. */
export function arxivDate(id: string): { readonly year: string; readonly month: string } | undefined {
  const [, short = '', month = ''] = isArxivId(id)
    ? (/^(?:[^/]*\/)?(\d\d)(0[1-9]|1[0-2])/.exec(id) ?? [])
    : [];
  if (short === '') return undefined;
  return { year: Number(short) > 90 ? `19${short}` : `20${short}`, month };
}

const WORD = /[\p{L}\p{N}]/u;
/** What every id has: most texts that people type have it not, and are not looked through for more. */
const FOUR_DIGITS = /\d{4}/;

/**
 * The arXiv ids that a text names, without versions. `only` says that it holds nothing else, apart from what belongs
 * to an id: `arXiv:`, an address, a DOI.
 */
export function findArxivIds(text: string): { readonly ids: readonly string[]; readonly only: boolean } {
  if (!FOUR_DIGITS.test(text)) return { ids: [], only: false };
  const ids = [...text.matchAll(IN_TEXT)].map((match) => match[1] ?? '');
  const others = ids.length === 0 ? [] : text.replace(IN_TEXT, ' ').trim().split(/\s+/);
  return {
    ids,
    only: others.every((other) => !WORD.test(other) || /[/:.]$|^arxiv$|^doi$/i.test(other)) && ids.length > 0,
  };
}

/** A category of arXiv, such as `cs.CL` or `hep-th`; undefined for any other text. */
export function readCategory(text: string): string | undefined {
  return /^[a-z-]{2,12}(?:\.[A-Za-z-]{2,12})?$/.exec(text)?.[0];
}

/** The pages that every paper on arXiv has: its abstract, its PDF, its page on Hugging Face. */
export function arxivPages(id: string): readonly PaperLink[] {
  return [
    { kind: 'arxiv', url: `https://arxiv.org/abs/${id}` },
    { kind: 'pdf', url: `https://arxiv.org/pdf/${id}` },
    { kind: 'huggingface', url: `https://huggingface.co/papers/${id}` },
  ];
}
