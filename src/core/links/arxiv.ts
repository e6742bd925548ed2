import type { PaperLink } from '../paper/paper';

const ARXIV_ID =
  /^(?:arxiv:)?((?:\d{4}\.\d{4,5})|(?:[a-z]{2,12}(?:-[a-z]{2,12})?(?:\.[A-Z]{2})?\/\d{7}))(?:v\d{1,3})?$/i;

/** An arXiv id without version (`2109.00859`, `cs/0112017`), from the id as people write it; undefined for any other text. */
export function readArxivId(text: string): string | undefined {
  return ARXIV_ID.exec(text.trim())?.[1];
}

/** An arXiv id, alone, in a link or in a DOI, with its version and `.pdf`; and one as it was until 2007. */
const IN_TEXT =
  /(?<!\d|\d\.)(\d{4}\.\d{4,5}(?!\d)|(?<![a-z-])[a-z]{2,12}(?:-[a-z]{2,12})?(?:\.[a-z]{2})?\/\d{7}(?!\d))(?:v\d{1,3})?(?:\.pdf)?(?:[?#]\S*)?/gi;
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
