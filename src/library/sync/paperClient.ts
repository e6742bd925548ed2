import { readArxivFeed, readArxivRevision } from '../../core/feed/arxivEntry';
import { parseFeedItem } from '../../core/feed/parseFeed';
import { hasAtMostValues } from '../../core/lang/json';
import { arxivDate, arxivIdPath } from '../../core/links/arxiv';
import type { Revision } from '../../core/outcome/outcome';
import type { Paper } from '../../core/paper/paper';
import { tryParseJson } from '../store/checksum';
import { readable } from '../texToUnicode';
import { HUB_QUOTA } from './endpoint';
import { rejectUnlessJson } from './feedClient';
import { failed, isTemporary, type FeedFailure } from './feedPage';
import { FailureStreak } from './fetchPages';
import { HttpClient, type WaitLimits, type HttpEffects } from './httpClient';
import type { Fetched } from './outcomeClient';

export interface PaperServers {
  readonly hub: string;
  /** arXiv's API without its path, such as `https://export.arxiv.org`. */
  readonly arxiv: string;
}

export interface FetchedPapers {
  readonly papers: readonly Paper[];
  readonly unknown: readonly string[];
  readonly left: readonly string[];
  readonly failure?: { readonly server: string; readonly failure: FeedFailure };
}

export interface PaperOptions extends WaitLimits {
  /** Called immediately for each paper, so that a cancelled call loses none. */
  readonly onPaper: (paper: Paper) => void;
  /** Called before each request, with its first id. */
  readonly onStep: (id: string) => void;
}

/** arXiv allows one request in 3 seconds (info.arxiv.org, terms of use of the API). */
const ARXIV_QUOTA = { requests: 1, periodMs: 3_000 };
/** Ids in one request. An id has about 10 characters, and a URL may have about 2,000. */
const ARXIV_BATCH = 50;

const HUB_BYTES = 3_000_000;
const ARXIV_BYTES = 8_000_000;
/** A paper's details list linked models. */
const MAX_VALUES = 200_000;
/** Wait in ms after arXiv refused a request without a time. Its refusals last about a minute. */
const ARXIV_BUSY_MS = 60_000;

/** Uses arXiv if the Hub does not have a paper. */
export class PaperClient {
  readonly #servers: PaperServers;
  readonly #hub: HttpClient;
  readonly #arxiv: HttpClient;

  constructor(servers: PaperServers, effects: HttpEffects) {
    this.#servers = servers;
    this.#hub = new HttpClient(effects, {
      accept: 'application/json',
      bytes: HUB_BYTES,
      reject: rejectUnlessJson,
      quota: HUB_QUOTA,
    });
    this.#arxiv = new HttpClient(effects, {
      accept: 'application/atom+xml',
      bytes: ARXIV_BYTES,
      reject: rejectUnlessAtom,
      // arXiv also throttles with these statuses, and with status 200 (`rejectUnlessAtom`).
      throttling: [406, 503],
      quota: ARXIV_QUOTA,
    });
  }

  /** Uses arXiv if the Hub is unavailable. Throws the signal's reason if aborted. */
  async fetch(ids: readonly string[], signal: AbortSignal, options: PaperOptions): Promise<FetchedPapers> {
    const papers: Paper[] = [];
    const add = (paper: Paper): void => {
      papers.push(paper);
      options.onPaper(paper);
    };
    const forArxiv: string[] = [];
    const failures = new FailureStreak();
    let hubWorks = true;
    for (const id of ids) {
      if (hubWorks) options.onStep(id);
      const found = hubWorks ? await this.fromHub(id, signal, options) : undefined;
      if (found && 'id' in found) add(found);
      else forArxiv.push(id);
      if (failures.endsWith(found && 'kind' in found && isTemporary(found) ? found : undefined))
        hubWorks = false;
    }
    const result = await this.#allFromArxiv(forArxiv, signal, options, add);
    return { papers, ...result };
  }

  /** Throws the signal's reason if aborted. */
  async revision(id: string, signal: AbortSignal, limits: WaitLimits): Promise<Fetched<Revision>> {
    const answer = await this.#arxiv.get(this.#arxivUrl([id]), signal, limits);
    if (!answer.ok) return answer;
    const { parseXml } = await import('./parseXml');
    const value = readArxivRevision(parseXml(answer.text), id);
    return value ? { ok: true, value } : failed({ kind: 'wrong-shape' });
  }

  #arxivUrl(ids: readonly string[]): string {
    const list = ids.map(encodeURIComponent).join(',');
    return `${this.#servers.arxiv}/api/query?id_list=${list}&max_results=${ids.length}`;
  }

  async fromHub(id: string, signal: AbortSignal, options: WaitLimits): Promise<Paper | FeedFailure> {
    // Does not wait long for a busy Hub, because arXiv has every paper.
    const limits = { ...options, maxWaitMs: Math.min(options.maxWaitMs, 5_000) };
    const answer = await this.#hub.get(`${this.#servers.hub}/api/papers/${arxivIdPath(id)}`, signal, limits);
    if (!answer.ok) return answer.failure;
    if (!hasAtMostValues(MAX_VALUES, answer.text)) return { kind: 'too-large' };
    const found = parseFeedItem(tryParseJson(answer.text), { readable });
    return typeof found === 'string' || found.id !== id ? { kind: 'wrong-shape' } : found;
  }

  async #allFromArxiv(
    ids: readonly string[],
    signal: AbortSignal,
    options: PaperOptions,
    add: (paper: Paper) => void,
  ): Promise<Omit<FetchedPapers, 'papers'>> {
    // arXiv rejects a whole request if one of its ids is impossible.
    const possible = ids.filter((id) => arxivDate(id) !== undefined);
    const unknown = ids.filter((id) => arxivDate(id) === undefined);
    const batches = Array.from({ length: Math.ceil(possible.length / ARXIV_BATCH) }, (_, at) =>
      possible.slice(at * ARXIV_BATCH, (at + 1) * ARXIV_BATCH),
    );
    for (let batch = batches.shift(); batch; batch = batches.shift()) {
      const found = await this.#fromArxiv(batch, signal, options);
      if ('kind' in found) {
        if (found.kind === 'status' && (found.status === 400 || found.status === 404)) {
          const half = Math.ceil(batch.length / 2);
          if (batch.length > 1) batches.unshift(batch.slice(0, half), batch.slice(half));
          else unknown.push(...batch);
          continue;
        }
        const left = [batch, ...batches].flat();
        return { unknown, left, failure: { server: this.#servers.arxiv, failure: found } };
      }
      const byId = new Map(found.map((paper) => [paper.id, paper]));
      for (const id of batch) {
        const paper = byId.get(id);
        if (paper) add(paper);
        else unknown.push(id);
      }
    }
    return { unknown, left: [] };
  }

  async #fromArxiv(
    ids: readonly string[],
    signal: AbortSignal,
    options: PaperOptions,
  ): Promise<readonly Paper[] | FeedFailure> {
    options.onStep(ids[0] ?? '');
    const answer = await this.#arxiv.get(this.#arxivUrl(ids), signal, options);
    if (!answer.ok) return answer.failure;
    const { parseXml } = await import('./parseXml');
    return readArxivFeed(parseXml(answer.text), { readable }) ?? { kind: 'wrong-shape' };
  }
}

/** arXiv also throttles with status 200 and this text. */
function rejectUnlessAtom(text: string): FeedFailure | undefined {
  const start = text.slice(0, 500).trim();
  if (/^rate exceeded/i.test(start)) return { kind: 'busy', wait: ARXIV_BUSY_MS };
  // Rejects document types, because their entities could grow without limit.
  return /^(?:<\?xml|<feed)\b/.test(start) && !/<!doctype/i.test(text) ? undefined : { kind: 'not-text' };
}
