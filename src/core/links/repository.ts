import type { Repository } from '../paper/paper';
import { REPOSITORY_HOSTS, type RepositoryHost, type RepositoryParts } from './repositoryHosts';
import { omitUndefined } from '../lang/omitUndefined';

const MAX_LINK_LENGTH = 2048;

const HOST_ALIASES: ReadonlyMap<string, string> = new Map([
  ['www.github.com', 'github.com'],
  ['www.gitlab.com', 'gitlab.com'],
  ['www.huggingface.co', 'huggingface.co'],
  ['hf.co', 'huggingface.co'],
  ['raw.githubusercontent.com', 'github.com'],
  ['codeload.github.com', 'github.com'],
  ['github.dev', 'github.com'],
]);

/** Ref names without `..`, a leading `-`, or characters special to git or a shell. */
const REF = /^(?!.*\.\.)(?!.*\.lock$)[A-Za-z0-9_][A-Za-z0-9._+@-]{0,199}(?<!\.)$/;
const FOLDER = /^(?!\.git$)[\p{L}\p{N}._@(+][\p{L}\p{N} ._+@()&,=-]{0,199}(?<![ .])$/iu;

/** PDFs and web pages add these to break lines. */
export const INVISIBLE = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;
/** Hyphens of typesetting, which no address contains: `Video‑LLaVA` is `Video-LLaVA`. */
const TYPOGRAPHIC_HYPHEN = /[\u2010\u2011]/g;
const BEFORE_LINK = /^(?:\\(?:url|href)\s?\{|git\+(?=https?:)|[\s~([{<"'`*_“‘«])+/;
const AFTER_LINK = /[\s.,;:!?)\]}>"'`*|~$\\“”‘’»…。，]/;
/** Split by a line break or a typing error: `github. com/`. */
const BROKEN_HOST =
  /\b(github|gitlab|huggingface|codeberg)(?:\s{1,2}\.\s{0,2}|\.\s{1,2})(com?|org)\s?\/(?=[\w-])/gi;
const HOSTS = String.raw`(?:www\.)?(?:github\.com|gitlab\.com|huggingface\.co|hf\.co|codeberg\.org)`;
/** `git@github.com:a/b`, `ssh://git@github.com/a/b`, `git://github.com/a/b`. */
const GIT_ADDRESS = new RegExp(
  String.raw`(?<![\w/.:@+-])(?:(?:(?:git\+)?ssh://)?git@(${HOSTS})[:/]|git://(${HOSTS})/)(?=[\w-])`,
  'gi',
);
/** Before a supported host: `htps://`, `https//`, `https:/ /`, `https：//`. */
const BROKEN_SCHEME = new RegExp(
  String.raw`(?<![A-Za-z])h[tx]{1,3}ps?\s?[:;：]?\s?/\s?/{1,2}\s?(?=${HOSTS}/)`,
  'gi',
);
/** Split by a line break: `github.com/ a/b`, `github.com/a /b`, `github.com/a/ b`. */
const BROKEN_PATH = new RegExp(
  String.raw`\b(${HOSTS}/)(?:\s([\w-]{1,39}/[\w.-]{1,100})|([\w-]{1,39}\s/)(?=[\w.-])|([\w-]{1,39}/\s)([\w-]{1,100}))`,
  'gi',
);

/**
 * Parses a link to a repository, and ignores characters around it. Rebuilds the repository from its parts, with an
 * https URL. Returns `undefined` for other pages, other sites and unsafe links (credentials, other schemes, `..`,
 * control characters).
 */
export function parseRepository(link: string): Repository | undefined {
  if (link.length > MAX_LINK_LENGTH) return undefined;
  const inside = trimUrl(repairLinks(link).replace(BEFORE_LINK, ''));
  const bare = stripEmphasis(inside, /^\s*(_*)/.exec(link)?.[1] ?? '');
  const match = /^(?:https?\s?[:;]\s?\/{1,3}|\/\/)?([a-z.]{5,25})(?::(?:443|80))?\/(.*)$/is.exec(bare);
  return match ? repositoryAt(match[1] ?? '', match[2] ?? '') : undefined;
}

/**
 * Repairs addresses of supported hosts in a text: spaces, misspelled schemes, hyphens of typesetting. Never changes the
 * host, so no repair leads to another site.
 */
export function repairLinks(text: string): string {
  return text
    .replace(TYPOGRAPHIC_HYPHEN, '-')
    .replace(BROKEN_HOST, '$1.$2/')
    .replace(BROKEN_SCHEME, 'https://')
    .replace(BROKEN_PATH, joinPath);
}

/** Any host after a scheme, or a supported host. */
const HOST_START = new RegExp(String.raw`^(?:(?:https?://|git@)[^\s/:]*[/:]|${HOSTS}/)`, 'i');

/** Returns owner and name in the address of a repository, as far as it contains them. Keeps other text. */
export function repositoryPath(address: string): string {
  const web = httpsAddresses(address.trim());
  const repository = parseRepository(web);
  if (repository) return `${repository.owner}/${repository.name}`;
  return web.replace(HOST_START, '').replace(/(?<=.)\.git\/?$/i, '');
}

/** Rewrites git's own addresses in a text as https, as in `git clone git@github.com:a/b`. */
export function httpsAddresses(text: string): string {
  return text.replace(GIT_ADDRESS, (_, ssh?: string, git?: string) => `https://${ssh ?? git ?? ''}/`);
}

/** A part without a capital, digit or hyphen may be the next word of the sentence (`and/or`). */
function joinPath(
  whole: string,
  host: string,
  path?: string,
  owner?: string,
  start?: string,
  name = '',
): string {
  if (owner !== undefined) return host + owner.replace(/\s/, '');
  if (path !== undefined) return /[A-Z\d_-]/.test(path) ? host + path : whole;
  return /\w[-_]\w|[a-z][A-Z]/.test(name) ? `${host}${(start ?? '').trimEnd()}${name}` : whole;
}

/** `__https://…__`: removes as many underscores at the end as precede the link. */
export function stripEmphasis(link: string, before: string): string {
  let end = link.length;
  for (let n = 0; n < before.length && link.charAt(end - 1) === '_'; n += 1) end -= 1;
  return link.slice(0, end);
}

/**
 * Returns the repository at a path of a host.
 * @param host as written, in any case
 * @param path without its leading slash, optionally with a query and a fragment
 */
export function repositoryAt(host: string, path: string): Repository | undefined {
  const lower = host.toLowerCase();
  const rules = REPOSITORY_HOSTS.get(HOST_ALIASES.get(lower) ?? lower);
  const segments = safeSegments(path);
  const parts = segments && rules?.read(segments);
  return parts && rules && normalized(rules, parts);
}

/**
 * Rebuilds a repository from untrusted parts, with the checks of `parseRepository`. Returns `undefined` if a part
 * breaks its host's rules. Drops an invalid ref or folder.
 */
export function normalizedRepository(given: Omit<Repository, 'url'>): Repository | undefined {
  const { host, owner, name, ref, folder } = given;
  const found = repositoryAt(host, `${owner}/${name}`);
  const rules = REPOSITORY_HOSTS.get(host);
  if (!rules || found?.owner !== owner || found.name !== name) return undefined;
  const place = folder === undefined ? { ref } : { ref, folder: folder.split('/') };
  return normalized(rules, omitUndefined({ owner, name, ...place }));
}

/** Returns `undefined` if a part breaks its host's rules, as in a damaged store. */
export function cloneUrl(repository: Pick<Repository, 'host' | 'owner' | 'name'>): string | undefined {
  const { host, owner, name } = repository;
  const rules = REPOSITORY_HOSTS.get(host);
  if (!rules?.owner.test(owner) || !rules.name.test(name)) return undefined;
  return `https://${host}/${owner}/${name}${rules.suffix}`;
}

/** Ignores case: no supported host allows two names that differ only in case. */
export function sameRepository(a: Repository, b: Repository): boolean {
  return repositoryKey(a) === repositoryKey(b);
}

/** Returns a map key: host, owner and name in lowercase. */
export function repositoryKey({ host, owner, name }: Repository): string {
  return `${host}/${owner}/${name}`.toLowerCase();
}

/** Keeps the order. Prefers a mention with a ref or folder. */
export function distinctRepositories(repositories: Iterable<Repository>): Repository[] {
  const byKey = new Map<string, Repository>();
  for (const repository of repositories) {
    const known = byKey.get(repositoryKey(repository));
    if (known === undefined || (known.ref === undefined && repository.ref !== undefined)) {
      byKey.set(repositoryKey(repository), repository);
    }
  }
  return [...byKey.values()];
}

/** Removes trailing punctuation. Keeps a closing bracket that the link opened. */
export function trimUrl(link: string): string {
  let end = link.length;
  while (end > 0 && AFTER_LINK.test(link.charAt(end - 1))) {
    if (link.charAt(end - 1) === ')' && link.lastIndexOf('(', end - 2) > link.lastIndexOf(')', end - 2))
      break;
    end -= 1;
  }
  return link.slice(0, end);
}

/** Drops empty segments. Returns `undefined` if a segment is not a plain name. */
function safeSegments(path: string): string[] | undefined {
  const plain = path.replace(/\\([_&%#-])/g, '$1').replace(/[?#][^]*/, '');
  const segments: string[] = [];
  for (const piece of plain.split('/')) {
    if (piece === '') continue;
    let segment: string;
    try {
      segment = decodeURIComponent(piece);
    } catch {
      return undefined;
    }
    if (/^\.{1,2}$|[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\\]/.test(segment)) return undefined;
    if (segments.length < 2 && segment.includes('/')) return undefined;
    if (segment.split('/').some((part) => /^\.{1,2}$/.test(part))) return undefined;
    // Names contain no percent sign. A remaining one indicates double encoding.
    if (segment.includes('%')) return undefined;
    segments.push(segment);
  }
  return segments;
}

function normalized(rules: RepositoryHost, parts: RepositoryParts): Repository | undefined {
  const { owner, name } = parts;
  if (!rules.owner.test(owner) || !rules.name.test(name)) return undefined;
  const page = `https://${rules.host}/${owner}/${name}`;
  const repository = { host: rules.host, owner, name };
  if (parts.ref === undefined || !REF.test(parts.ref)) return { ...repository, url: page };
  const place = `${page}/${rules.tree}/${encodeURIComponent(parts.ref)}`;
  if (!parts.folder?.every((segment) => FOLDER.test(segment))) {
    return { ...repository, ref: parts.ref, url: place };
  }
  const folder = parts.folder.join('/');
  const url = `${place}/${parts.folder.map(encodeURIComponent).join('/')}`;
  return { ...repository, ref: parts.ref, folder, url };
}
