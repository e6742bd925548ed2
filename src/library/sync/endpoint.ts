export const PUBLIC_ENDPOINT = 'https://huggingface.co';

/**
 * Limit of a client for the Hub's API. The Hub allows 500 requests in 5 minutes without an account. The rest is
 * for the user's searches while hundreds of papers are added.
 */
export const HUB_QUOTA = { requests: 300, periodMs: 300_000 };

/** `endpoint` has no trailing slash. */
export type EndpointChoice =
  | { readonly ok: true; readonly endpoint: string }
  | { readonly ok: false; readonly given: string; readonly problem: EndpointProblem };

export type EndpointProblem = 'not-an-address' | 'not-https' | 'credentials' | 'ip-address' | 'query';

/**
 * Chooses the setting, else `HF_ENDPOINT` (as in Hugging Face's own tools), else the public Hub. Rejects an
 * invalid endpoint: a fallback would send requests to a host that the user did not choose.
 */
export function resolveEndpoint(setting: string, environment: string | undefined): EndpointChoice {
  const given = [setting, environment ?? ''].map((text) => text.trim()).find((text) => text !== '');
  if (given === undefined) return { ok: true, endpoint: PUBLIC_ENDPOINT };
  const problem = endpointProblem(given);
  return problem ? { ok: false, given, problem } : { ok: true, endpoint: given.replace(/(?<!\/)\/+$/, '') };
}

const ARXIV_API = 'https://export.arxiv.org';

/**
 * Returns arXiv's API without its path.
 * @param environment `ARXIV_ENDPOINT`: a mirror, or a test server. Ignored if invalid
 */
export function arxivEndpoint(environment: string | undefined): string {
  const choice = resolveEndpoint('', environment);
  return environment !== undefined && environment.trim() !== '' && choice.ok ? choice.endpoint : ARXIV_API;
}

const PAPERS_WITH_CODE_API = 'https://paperswithcode.co/api/v1';

/**
 * Returns the address of Papers with Code's API.
 * @param environment `PAPERS_WITH_CODE_ENDPOINT`: a mirror, or a test server. Ignored if invalid
 */
export function papersWithCodeEndpoint(environment: string | undefined): string {
  const choice = resolveEndpoint('', environment);
  return environment !== undefined && environment.trim() !== '' && choice.ok
    ? choice.endpoint
    : PAPERS_WITH_CODE_API;
}

/** Compares scheme, host and port. */
export function isSameOrigin(url: string, endpoint: string): boolean {
  return URL.canParse(url) && new URL(url).origin === new URL(endpoint).origin;
}

function endpointProblem(given: string): EndpointProblem | undefined {
  if (!URL.canParse(given)) return 'not-an-address';
  const url = new URL(given);
  if (url.username !== '' || url.password !== '') return 'credentials';
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname)))
    return 'not-https';
  // A setting with an IP address could probe the local network.
  if (!isLoopback(url.hostname) && /^(?:[\d.]+|\[.*\])$/.test(url.hostname)) return 'ip-address';
  if (url.search !== '' || url.hash !== '') return 'query';
  return undefined;
}

/** The URL parser has already normalized `127.1` and `0x7f.1` to `127.0.0.1`. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host);
}
