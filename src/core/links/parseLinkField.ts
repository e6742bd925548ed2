import { extractLinks, kindOf, type ExtractedLinks } from './extractLinks';
import type { PaperLink } from '../paper/paper';
import { INVISIBLE, parseRepository, repositoryAt, trimUrl } from './repository';

/** In UTF-16 code units; about the common limit of browsers and servers. */
const MAX_FIELD_LENGTH = 2048;

const MARKDOWN = /^\[[^\]]*\]\(\s*([^\s<>]+)\s*\)$/;
const SSH = /^(?:ssh:\/\/)?git@([a-z.]{5,20})[:/]([^\s:@]+)$/i;
const ADDRESS = /^(?:(https?):)?(?:\/\/)?([^\s/?#:@]+)(?::(\d{1,5}))?([/?#].*)?$/i;
/** Host name in any script. The last label contains a letter, which excludes IP addresses. */
const HOST =
  /^(?=.{4,253}$)(?:[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?\.)+(?:\p{L}[\p{L}\p{M}]{1,23}|xn--[a-z0-9-]{1,59})$/iu;
const UNSAFE = /[\s\p{C}<>"`{}|\\^]/u;
/** After `/`, `=` or `?`, an address is part of the address before it. */
const SEVERAL = /[\w,;]https?:\/\//i;
const BEGINS_WITH_ADDRESS = /^(?:https?:|\/\/|[\w-]+(?:\.[\w-]+)+[/:])/i;

const NO_LINKS: ExtractedLinks = { repositories: [], links: [] };

/**
 * Reads a field that should contain one link. A field that starts with a URL gives links only if all its parts are
 * valid, because part of a broken URL could lead elsewhere. Other text is searched for links like an abstract.
 */
export function parseLinkField(text: string): ExtractedLinks {
  const field = text.replace(INVISIBLE, '').trim();
  if (field === '' || field.length > MAX_FIELD_LENGTH) return NO_LINKS;
  const whole = SEVERAL.test(field) ? undefined : parseWhole(MARKDOWN.exec(field)?.[1] ?? field);
  if (whole) return whole;
  if (!BEGINS_WITH_ADDRESS.test(field)) return extractLinks(field);
  const all = field.split(/[\s,;]+|(?<=\w)(?=https?:\/\/)/i).map(parseWhole);
  if (!all.every((one) => one !== undefined)) return NO_LINKS;
  return {
    repositories: all.flatMap(({ repositories }) => repositories),
    links: all.flatMap(({ links }) => links),
  };
}

function parseWhole(link: string): ExtractedLinks | undefined {
  const [, host = '', path = ''] = SSH.exec(link) ?? [];
  const repository = repositoryAt(host, path) ?? parseRepository(link);
  if (repository) return { repositories: [repository], links: [] };
  const page = pageLink(trimUrl(link));
  return page && { repositories: [], links: [page] };
}

/** Makes the URL https. Returns `undefined` for credentials, or a port that serves only http. */
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
