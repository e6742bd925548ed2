import { isMarkdown } from '../../core/fullText/parseFullText';
import { arxivIdPath } from '../../core/links/arxiv';
import type { FeedFailure } from './feedPage';
import { HttpClient, type WaitLimits, type HttpEffects } from './httpClient';

/** The longest surveys have about 1 MB. */
const MAX_BYTES = 6_000_000;

/** The Hub allows 100 pages in 5 minutes without an account. The rest is for the user's browser. */
const QUOTA = { requests: 80, periodMs: 300_000 };

const HTML_TYPE = /^(?:text\/html|application\/xhtml\+xml)\b/i;

/** Client for full texts: `GET {endpoint}/papers/{id}.md`. */
export class TextClient {
  readonly #endpoint: string;
  readonly #http: HttpClient;

  constructor(endpoint: string, effects: HttpEffects) {
    this.#endpoint = endpoint;
    this.#http = new HttpClient(effects, {
      accept: 'text/markdown, text/plain;q=0.9',
      bytes: MAX_BYTES,
      // A page of a network's filter or sign-in can begin with a script, which `isMarkdown` does not recognize.
      reject: (text, type) =>
        isMarkdown(text) && !(HTML_TYPE.test(type) && /^\s*</.test(text)) ? undefined : { kind: 'not-text' },
      quota: QUOTA,
    });
  }

  /**
   * Throws the signal's reason if aborted.
   * @param id arXiv id without version
   */
  async fetch(
    id: string,
    signal: AbortSignal,
    limits: WaitLimits,
  ): Promise<
    { readonly ok: true; readonly text: string } | { readonly ok: false; readonly failure: FeedFailure }
  > {
    return this.#http.get(`${this.#endpoint}/papers/${arxivIdPath(id)}.md`, signal, limits);
  }
}
