import { readable } from '../texToUnicode';
import { HUB_QUOTA } from './endpoint';
import { rejectUnlessJson } from './feedClient';
import { readFeedPage, type FeedPage } from './feedPage';
import { HttpClient, type HttpEffects, type WaitLimits } from './httpClient';

/** In UTF-16 code units. The Hub rejects longer queries. */
const MAX_HUB_QUERY = 250;

const MAX_FOUND = 20;

/** 20 papers have about 150 kB. */
const MAX_BYTES = 3_000_000;

/** Short, because the user waits for the results in the search box. */
const TIMEOUT_MS = 15_000;

/** Client of the Hub's search: `GET {endpoint}/api/papers/search`. */
export class SearchClient {
  readonly #endpoint: string;
  readonly #effects: HttpEffects;
  readonly #http: HttpClient;

  constructor(endpoint: string, effects: HttpEffects) {
    this.#endpoint = endpoint;
    this.#effects = effects;
    this.#http = new HttpClient(
      { timeout: TIMEOUT_MS, ...effects },
      { accept: 'application/json', bytes: MAX_BYTES, reject: rejectUnlessJson, quota: HUB_QUOTA },
    );
  }

  /** Best first. Throws the signal's reason if aborted. */
  async search(text: string, signal: AbortSignal, limits: WaitLimits): Promise<FeedPage> {
    const url = new URL(`${this.#endpoint}/api/papers/search`);
    url.searchParams.set('q', text.slice(0, MAX_HUB_QUERY));
    url.searchParams.set('limit', String(MAX_FOUND));
    const answer = await this.#http.get(url.href, signal, limits);
    if (!answer.ok) return answer;
    const page = await readFeedPage(answer.text, { readable }, { isFirst: true, log: this.#effects.log });
    return page.ok ? { ...page, papers: page.papers.slice(0, MAX_FOUND) } : page;
  }
}
