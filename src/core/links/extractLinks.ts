import type { LinkKind, PaperLink, Repository } from '../paper/paper';
import {
  distinctRepositories,
  httpsAddresses,
  INVISIBLE,
  repairLinks,
  repositoryAt,
  stripEmphasis,
  trimUrl,
} from './repository';

export interface ExtractedLinks {
  readonly repositories: readonly Repository[];
  readonly links: readonly PaperLink[];
}

/** Start of a link: a scheme, also misspelled (`https: //`, `https;//`), or a known host without one. */
const STARTS =
  /(https?\s{0,2}[:;]\s{0,2}(?:\/{2,3}\s{0,2}|\/(?=(?:www\.)?(?:github\.com|gitlab\.com|huggingface\.co|hf\.co|codeberg\.org)\/)))|(?<![\w.@/\\%+&#?=-])(?=(?:www\.|[\w-]{1,63}\.github\.io\/|(?:www\.)?(?:github\.com|gitlab\.com|huggingface\.co|hf\.co|codeberg\.org)\/))/gi;

/** Includes a backslash only before characters that TeX escapes. */
const LINK = /(?:[\w\-.~:/?#@!$&'*+,;=%()]|\\[_&%#-])+/y;

const MAX_LINK_LENGTH = 500;

const HOST = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}$/i;
const PROJECT_HOST = /\.(?:github\.io|gitlab\.io|netlify\.app|vercel\.app|pages\.dev)$|^sites\.google\.com$/i;
const PROJECT_WORDS = /(?:project|home|web)[\s-]?(?:web[\s-]?)?(?:page|site)\b[^.]*$/i;

/** Finds repositories and other pages, without duplicates. Runs in linear time. */
export function extractLinks(raw: string): ExtractedLinks {
  const text = repairLinks(httpsAddresses(raw.replace(INVISIBLE, '')));
  const repositories: Repository[] = [];
  const links = new Map<string, PaperLink>();
  STARTS.lastIndex = 0;
  for (let start = STARTS.exec(text); start !== null; start = STARTS.exec(text)) {
    const from = start.index + start[0].length;
    const whole = scanLink(text, from);
    const emphasis =
      /(?<=[^_]|^)_{1,3}$/.exec(text.slice(Math.max(0, start.index - 4), start.index))?.[0] ?? '';
    const written = withoutSentence(stripEmphasis(whole, emphasis), text.slice(from + whole.length));
    STARTS.lastIndex = Math.max(from + written.length, start.index + 1);
    const [host, path] = splitLink(joinedName(written, text.slice(from + written.length)));
    // A name that ends in a hyphen before a space is incomplete.
    if (path.endsWith('-') && repositoryAt(host, path)) continue;
    const repository = repositoryAt(host, path);
    if (repository) {
      repositories.push(repository);
      continue;
    }
    const url = pageUrl(host, path);
    if (url === undefined || links.has(url)) continue;
    links.set(url, { kind: kindOf(host, text.slice(Math.max(0, start.index - 60), start.index)), url });
  }
  return { repositories: distinctRepositories(repositories), links: [...links.values()] };
}

/** Returns the link at an offset, up to white space, a bracket that the link did not open, or the next link. */
function scanLink(text: string, from: number): string {
  LINK.lastIndex = 0;
  const run = LINK.exec(text.slice(from, from + MAX_LINK_LENGTH + 1))?.[0] ?? '';
  const next = run.search(/[,;]|'s(?!\w)|\)[^\s.,;:)]|https?:\/\//i);
  // The outer address of an archived or shared page is incomplete without the inner address.
  if (next > 0 && /^http/i.test(run.slice(next)) && /[/=?]/.test(run.charAt(next - 1))) return '';
  // The beginning of a longer link may lead elsewhere.
  if (next <= 0 && run.length > MAX_LINK_LENGTH) return '';
  return trimUrl(next > 0 ? run.slice(0, next) : run);
}

/** First words of a sentence after a link without a space: `github.com/a/b.We release`. */
const SENTENCE =
  /\.(?:All|An?|And|Both|Codes?|Data|Demo|For|Here|In|It|Models?|Our|Please|Project|The|These|This|To|We|With)$/;

function withoutSentence(link: string, after: string): string {
  return /^\s{1,2}[a-z]/i.test(after) ? link.replace(SENTENCE, '') : link;
}

/** Joins a link that a line break split at a hyphen, if the join is unambiguous. */
function joinedName(link: string, after: string): string {
  if (!link.endsWith('-')) return link;
  const rest = /^\s{1,2}([\w.-]{1,100})/.exec(after)?.[1] ?? '';
  return /[-\d]|[a-z][A-Z]/.test(rest) ? link + trimUrl(rest) : link;
}

function splitLink(link: string): [host: string, path: string] {
  const end = link.search(/[/?#]/);
  const host = (end < 0 ? link : link.slice(0, end)).replace(/:(?:443|80)$/, '');
  return [host, end < 0 ? '' : link.slice(link.charAt(end) === '/' ? end + 1 : end)];
}

/** Returns `undefined` for an IP address, an unusual port or credentials. */
function pageUrl(host: string, path: string): string | undefined {
  if (!HOST.test(host)) return undefined;
  const plain = path.replace(/\\([_&%#-])/g, '$1');
  return `https://${host.toLowerCase()}${/^[?#]/.test(plain) ? '' : '/'}${plain}`;
}

/** Uses the host and the words before the link. */
export function kindOf(host: string, before: string): LinkKind {
  return PROJECT_HOST.test(host) || PROJECT_WORDS.test(before) ? 'project' : 'page';
}
