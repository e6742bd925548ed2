import type { PaperLink } from './paper';

const ARXIV_ID =
  /^(?:arxiv:)?((?:\d{4}\.\d{4,5})|(?:[a-z]{2,12}(?:-[a-z]{2,12})?(?:\.[A-Z]{2})?\/\d{7}))(?:v\d{1,3})?$/i;

/** An arXiv id without version (`2109.00859`, `cs/0112017`), from the id as people write it; undefined for any other text. */
export function readArxivId(text: string): string | undefined {
  return ARXIV_ID.exec(text.trim())?.[1];
}

/** The pages that every paper on arXiv has: its abstract, its PDF, its page on Hugging Face. */
export function arxivPages(id: string): readonly PaperLink[] {
  return [
    { kind: 'arxiv', url: `https://arxiv.org/abs/${id}` },
    { kind: 'pdf', url: `https://arxiv.org/pdf/${id}` },
    { kind: 'huggingface', url: `https://huggingface.co/papers/${id}` },
  ];
}
