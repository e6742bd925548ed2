import { hasAtMostValues } from '../../core/lang/json';
import { arxivIdPath } from '../../core/links/arxiv';
import type { CodeOutcome, HubOutcome } from '../../core/outcome/outcome';
import { parseLinkedRepos } from '../../core/outcome/parseLinkedRepos';
import { papersWithCodeId, parsePapersWithCode } from '../../core/outcome/parsePapersWithCode';
import { tryParseJson } from '../store/checksum';
import { rejectUnlessJson } from './feedClient';
import { failed, isTemporary, type FeedFailure } from './feedPage';
import { HttpClient, type HttpEffects } from './httpClient';

export type Fetched<T> =
  | { readonly ok: true; readonly value: T }
  /** `rest` is the part that succeeded. */
  | { readonly ok: false; readonly failure: FeedFailure; readonly rest?: T };

/** A widely used paper has thousands of linked models. */
const MAX_BYTES = 8_000_000;
const MAX_VALUES = 400_000;
const TIMEOUT_MS = 20_000;
/** Short, because the page is complete without the response. */
const LIMITS = { maxWaitMs: 10_000 };
const MAX_RESULTS = 8;

const NO_REPOS: HubOutcome = {
  models: { count: 0, top: [] },
  datasets: { count: 0, top: [] },
  spaces: { count: 0, top: [] },
};
const NO_CODE: CodeOutcome = {
  tasks: [],
  results: [],
  predecessors: [],
  successors: [],
  repositories: [],
};

/** Requests later results of a paper from the Hub or Papers with Code. */
export class OutcomeClient {
  readonly #server: string;
  readonly #http: HttpClient;

  /** @param server endpoint of the Hub, or address of Papers with Code's API including its path */
  constructor(server: string, effects: HttpEffects) {
    this.#server = server;
    this.#http = new HttpClient(
      { timeout: TIMEOUT_MS, ...effects },
      {
        accept: 'application/json',
        bytes: MAX_BYTES,
        reject: rejectUnlessJson,
        // The Hub allows 500 API requests in 5 minutes without an account. Papers with Code documents no limit
        // for its API, and 60 per minute for its agent server.
        quota: { requests: 50, periodMs: 60_000 },
      },
    );
  }

  async linkedRepos(id: string, signal: AbortSignal): Promise<Fetched<HubOutcome>> {
    const answer = await this.#get(`/api/arxiv/${arxivIdPath(id)}/repos`, signal);
    if (!answer.ok) return isMissing(answer.failure) ? { ok: true, value: NO_REPOS } : answer;
    const value = parseLinkedRepos(answer.value);
    return value ? { ok: true, value } : failed({ kind: 'wrong-shape' });
  }

  /** Throws the signal's reason if aborted. */
  async papersWithCode(id: string, signal: AbortSignal): Promise<Fetched<CodeOutcome>> {
    const paper = await this.#get(`/papers/${arxivIdPath(id)}?include_resources=true`, signal);
    if (!paper.ok) return isMissing(paper.failure) ? { ok: true, value: NO_CODE } : paper;
    const its = papersWithCodeId(paper.value);
    const query = `?page=1&page_size=${MAX_RESULTS}&paper_id=${encodeURIComponent(its ?? '')}&ordering=-benchmark_popularity`;
    const results = its === undefined ? undefined : await this.#get(`/evaluations/${query}`, signal);
    // Without its results, the rest is still useful.
    const value = parsePapersWithCode(paper.value, results?.ok === true ? results.value : undefined);
    // The answer is kept for a week, so it must not lack results that a later request may return.
    if (value && results?.ok === false && isTemporary(results.failure)) return { ...results, rest: value };
    return value ? { ok: true, value } : failed({ kind: 'wrong-shape' });
  }

  async #get(
    path: string,
    signal: AbortSignal,
  ): Promise<{ readonly ok: true; readonly value: unknown } | ReturnType<typeof failed>> {
    const answer = await this.#http.get(this.#server + path, signal, LIMITS);
    if (!answer.ok) return answer;
    if (!hasAtMostValues(MAX_VALUES, answer.text)) return failed({ kind: 'too-large' });
    const value = tryParseJson(answer.text);
    return value === undefined ? failed({ kind: 'not-json' }) : { ok: true, value };
  }
}

function isMissing(failure: FeedFailure): boolean {
  return failure.kind === 'status' && failure.status === 404;
}
