import type { Repository } from '../paper/paper';
import { REPOSITORY_HOSTS, type RepositoryHost, type RepositoryParts } from './repositoryHosts';
import { stated } from '../lang/omitUndefined';

/** Longest link that is looked at, in UTF-16 code units; browsers and servers agree on about this much. */
const LONGEST_LINK = 2048;

/** Names under which people also write a host. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  ['www.github.com', 'github.com'],
  ['www.gitlab.com', 'gitlab.com'],
  ['www.huggingface.co', 'huggingface.co'],
  ['hf.co', 'huggingface.co'],
]);

/** Never the start of an option, nothing that git or a shell reads as more than a name. */
const REF = /^(?!.*\.\.)(?!.*\.lock$)[A-Za-z0-9_][A-Za-z0-9._+@-]{0,199}(?<!\.)$/;
const FOLDER = /^(?!\.git$)[\p{L}\p{N}._@(+][\p{L}\p{N} ._+@()&,=-]{0,199}(?<![ .])$/iu;

/** Characters that people and programs put around a link. */
const BEFORE_LINK = /^(?:\\(?:url|href)\s?\{|git\+(?=https?:)|[\s~([{<"'`*_“‘«])+/;
const AFTER_LINK = /[\s.,;:!?)\]}>"'`*|~$\\“”‘’»…。，]/;
/** A host that a line's end or a typing error cut in two: `github. com/`. */
const BROKEN_HOST =
  /\b(github|gitlab|huggingface|codeberg)(?:\s{1,2}\.\s{0,2}|\.\s{1,2})(com?|org)\s?\/(?=[\w-])/gi;

/**
 * The repository that one link points to, rebuilt from its parts, whatever stands around the link; undefined when it
 * is any other page, another site, or not plainly a link (credentials, other schemes, `..`, control characters).
 * A plain http link counts: what is rebuilt is always https.
 */
export function parseRepository(link: string): Repository | undefined {
  if (link.length > LONGEST_LINK) return undefined;
  const inside = trimLink(withWholeHosts(link).replace(BEFORE_LINK, ''));
  const bare = /^\s*_/.test(link) ? inside.replace(/_$/, '') : inside;
  const match = /^(?:https?\s?[:;]\s?\/{1,3}|\/\/)?([a-z.]{5,20})(?::443)?\/(.*)$/is.exec(bare);
  return match ? repositoryAt(match[1] ?? '', match[2] ?? '') : undefined;
}

/** The text with the blanks inside the names of our hosts removed. */
export function withWholeHosts(text: string): string {
  return text.replace(BROKEN_HOST, '$1.$2/');
}

/**
 * The repository at a path of a host.
 * @param host as written, in any case
 * @param path without its leading slash, maybe with a query and a fragment
 */
export function repositoryAt(host: string, path: string): Repository | undefined {
  const lower = host.toLowerCase();
  const rules = REPOSITORY_HOSTS.get(OTHER_NAMES.get(lower) ?? lower);
  const segments = safeSegments(path);
  const parts = segments && rules?.read(segments);
  return parts && rules && rebuilt(rules, parts);
}

/**
 * A repository that somebody else took apart, rebuilt from its parts as if its link had been read; undefined when a
 * part breaks its host's rules. A ref or a folder that does is left out.
 */
export function rebuiltRepository(given: Omit<Repository, 'url'>): Repository | undefined {
  const { host, owner, name, ref, folder } = given;
  const found = repositoryAt(host, `${owner}/${name}`);
  const rules = REPOSITORY_HOSTS.get(host);
  if (!rules || found?.owner !== owner || found.name !== name) return undefined;
  const place = folder === undefined ? { ref } : { ref, folder: folder.split('/') };
  return rebuilt(rules, stated({ owner, name, ...place }));
}

/** The address that git clones from, or undefined when a part breaks its host's rules, as in a damaged store. */
export function cloneUrl(repository: Pick<Repository, 'host' | 'owner' | 'name'>): string | undefined {
  const { host, owner, name } = repository;
  const rules = REPOSITORY_HOSTS.get(host);
  if (!rules?.owner.test(owner) || !rules.name.test(name)) return undefined;
  return `https://${host}/${owner}/${name}${rules.suffix}`;
}

/** Whether two repositories are one; none of the hosts gives out two names that differ in case only. */
export function sameRepository(a: Repository, b: Repository): boolean {
  return repositoryKey(a) === repositoryKey(b);
}

/** A key for maps of repositories: host, owner and name in lower case. */
export function repositoryKey({ host, owner, name }: Repository): string {
  return `${host}/${owner}/${name}`.toLowerCase();
}

/** The repositories in their order, each once; of two mentions the one that points to a place inside is kept. */
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

/** A link without the punctuation that is glued to its end; a closing bracket stays where the link opened one. */
export function trimLink(link: string): string {
  let end = link.length;
  while (end > 0 && AFTER_LINK.test(link.charAt(end - 1))) {
    if (link.charAt(end - 1) === ')' && link.lastIndexOf('(', end - 2) > link.lastIndexOf(')', end - 2))
      break;
    end -= 1;
  }
  return link.slice(0, end);
}

/**
 * The path cut at slashes, empty pieces left out; undefined when a piece could be read as anything but a name. Behind
 * owner and name, a piece may hold what a branch, a tag or a package holds (`feature%2Fx`, `@scope`).
 */
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
    if (segments.length < 2 && /[/:]/.test(segment)) return undefined;
    if (segment.split('/').some((part) => /^\.{1,2}$/.test(part))) return undefined;
    // A name needs no percent sign; one that is left after decoding was written to be decoded twice.
    if (segment.includes('%')) return undefined;
    segments.push(segment);
  }
  return segments;
}

function rebuilt(rules: RepositoryHost, parts: RepositoryParts): Repository | undefined {
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
