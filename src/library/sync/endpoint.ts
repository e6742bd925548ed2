/** The Hub that everybody uses. */
export const PUBLIC_ENDPOINT = 'https://huggingface.co';

/** A usable endpoint without a trailing slash, or what is wrong with what was given. */
export type EndpointChoice =
  | { readonly ok: true; readonly endpoint: string }
  | { readonly ok: false; readonly given: string; readonly problem: EndpointProblem };

/** Why an endpoint is refused. */
export type EndpointProblem = 'not-an-address' | 'not-https' | 'credentials' | 'ip-address' | 'query';

/**
 * Where the feed is asked: the setting, else the `HF_ENDPOINT` that Hugging Face's own tools read, else the public Hub.
 * A wrong one is refused, never silently replaced, so that nobody asks a host that they did not mean.
 */
export function chooseEndpoint(setting: string, environment: string | undefined): EndpointChoice {
  const given = [setting, environment ?? ''].map((text) => text.trim()).find((text) => text !== '');
  if (given === undefined) return { ok: true, endpoint: PUBLIC_ENDPOINT };
  const problem = endpointProblem(given);
  return problem ? { ok: false, given, problem } : { ok: true, endpoint: given.replace(/(?<!\/)\/+$/, '') };
}

/** Whether a URL stays with the endpoint: same scheme, host and port. */
export function isSameOrigin(url: string, endpoint: string): boolean {
  return URL.canParse(url) && new URL(url).origin === new URL(endpoint).origin;
}

function endpointProblem(given: string): EndpointProblem | undefined {
  if (!URL.canParse(given)) return 'not-an-address';
  const url = new URL(given);
  if (url.username !== '' || url.password !== '') return 'credentials';
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname)))
    return 'not-https';
  // An address instead of a name is how a setting would be used to probe a network.
  if (!isLoopback(url.hostname) && /^(?:[\d.]+|\[.*\])$/.test(url.hostname)) return 'ip-address';
  if (url.search !== '' || url.hash !== '') return 'query';
  return undefined;
}

/** This machine itself, as the URL parser writes it: `127.1` and `0x7f.1` have become `127.0.0.1` there. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host);
}
