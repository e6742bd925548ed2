import { findRepositories, kindOf, type FoundLinks } from './extractLinks';
import type { PaperLink } from '../paper/paper';
import { parseRepository, repositoryAt, trimLink } from './repository';

/** Longest field that is read, in UTF-16 code units; browsers and servers agree on about this much. */
const LONGEST_FIELD = 2048;

/** Words in square brackets with the link that they lead to, as Markdown has it, and nothing else. */
const MARKDOWN = /^\[[^\]]*\]\(\s*([^\s<>]+)\s*\)$/;
/** How git writes an address that it reaches with a key. */
const SSH = /^(?:ssh:\/\/)?git@([a-z.]{5,20})[:/]([^\s:@]+)$/i;
const ADDRESS = /^(?:(https?):)?(?:\/\/)?([^\s/?#:@]+)(?::(\d{1,5}))?([/?#].*)?$/i;
/** A host name in letters of any script; its end holds a letter, so that it is no IP address. */
const HOST =
  /^(?=.{4,253}$)(?:[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?\.)+(?:\p{L}[\p{L}\p{M}]{1,23}|xn--[a-z0-9-]{1,59})$/iu;
const UNSAFE = /[\s\p{C}<>"`{}|\\^]/u;
const BEGINS_WITH_ADDRESS = /^(?:https?:|\/\/|[\w-]+(?:\.[\w-]+)+[/:])/i;

const NOTHING: FoundLinks = { repositories: [], links: [] };

/**
 * What a field that should hold one link leads to: a repository, or another page as https. An address that can't be
 * taken as a whole is left out, as a part of it would lead elsewhere; among words links are looked for as in a text.
 */
export function readLinkField(text: string): FoundLinks {
  const field = text.trim();
  if (field === '' || field.length > LONGEST_FIELD) return NOTHING;
  const whole = readWhole(MARKDOWN.exec(field)?.[1] ?? field);
  if (whole) return whole;
  if (!BEGINS_WITH_ADDRESS.test(field)) return findRepositories(field);
  const all = field.split(/[\s,;]+/).map(readWhole);
  if (!all.every((one) => one !== undefined)) return NOTHING;
  return {
    repositories: all.flatMap(({ repositories }) => repositories),
    links: all.flatMap(({ links }) => links),
  };
}

function readWhole(link: string): FoundLinks | undefined {
  const [, host = '', path = ''] = SSH.exec(link) ?? [];
  const repository = repositoryAt(host, path) ?? parseRepository(link);
  if (repository) return { repositories: [repository], links: [] };
  const page = pageLink(trimLink(link));
  return page && { repositories: [], links: [page] };
}

/** A page by its address as https; undefined for what is none, has credentials, or a port that answers http only. */
function pageLink(link: string): PaperLink | undefined {
  const plain = link.replace(/\\([_&%#-])/g, '$1');
  const [, scheme, host = '', port, path = ''] = ADDRESS.exec(plain) ?? [];
  if (UNSAFE.test(plain) || !HOST.test(host)) return undefined;
  // `Coming.soon` is two words.
  if (scheme === undefined && path === '' && !/^www\./i.test(host)) return undefined;
  const usual = port === undefined || port === (scheme?.toLowerCase() === 'http' ? '80' : '443');
  if (!usual && (scheme?.toLowerCase() !== 'https' || Number(port) > 65_535)) return undefined;
  const site = `https://${host.toLowerCase()}${usual ? '' : `:${port}`}`;
  return { kind: kindOf(host, ''), url: `${site}${path.startsWith('/') ? '' : '/'}${path}` };
}
