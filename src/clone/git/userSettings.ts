import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import type { Environment } from './gitEnvironment';

/** As `git config --list` prints it: section and variable in lower case. */
export interface GitSetting {
  readonly key: string;
  /** `undefined` for a key without `=`, which means true. */
  readonly value: string | undefined;
}

/** Variables of `http` and `http.<url>` that do not identify the user. */
const NETWORK: ReadonlySet<string> = new Set([
  ...['proxy', 'proxyauthmethod', 'proxysslcert', 'proxysslkey', 'proxysslcainfo'],
  ...['proxysslcertpasswordprotected', 'sslcainfo', 'sslcapath', 'sslbackend', 'sslverify', 'sslversion'],
  ...['sslcipherlist', 'schannelcheckrevoke', 'schannelusesslcainfo', 'pinnedpubkey', 'version'],
  ...['curloptresolve', 'postbuffer', 'maxrequests', 'minsessions'],
]);

/** Settings about writing files, and the user's safety checks. */
const LOCAL: ReadonlySet<string> = new Set([
  ...['core.autocrlf', 'core.eol', 'core.safecrlf', 'core.symlinks', 'core.longpaths', 'core.filemode'],
  ...['core.ignorecase', 'core.precomposeunicode', 'core.protecthfs', 'core.protectntfs', 'core.fscache'],
  ...['core.hidedotfiles', 'core.attributesfile', 'core.excludesfile', 'core.sharedrepository'],
  ...['core.checkstat', 'core.trustctime', 'core.fsync', 'core.fsyncmethod', 'core.logallrefupdates'],
  ...['core.bigfilethreshold', 'core.compression', 'core.loosecompression', 'core.restrictinheritedhandles'],
  ...['user.name', 'user.email', 'safe.directory', 'init.defaultbranch', 'init.templatedir'],
  ...['transfer.fsckobjects', 'fetch.fsckobjects', 'protocol.version', 'index.threads', 'index.version'],
  ...['pack.threads', 'pack.windowmemory', 'checkout.workers', 'checkout.thresholdforparallelism'],
]);

const PATHS: ReadonlySet<string> = new Set([
  ...['proxysslcert', 'proxysslkey', 'proxysslcainfo', 'sslcainfo', 'sslcapath'],
  ...['attributesfile', 'excludesfile', 'templatedir', 'directory'],
]);

/** Parses the output of `git config --list -z`. */
export function parseSettings(output: string): readonly GitSetting[] {
  return output
    .split('\0')
    .filter((entry) => entry !== '')
    .map((entry) => {
      const end = entry.indexOf('\n');
      return end === -1
        ? { key: entry, value: undefined }
        : { key: entry.slice(0, end), value: entry.slice(end + 1) };
    });
}

/** Returns all settings before the repository's, which git lists last. */
export function settingsOfUser(
  all: readonly GitSetting[],
  ofRepository: readonly GitSetting[],
): readonly GitSetting[] {
  if (ofRepository.length === 0) return all;
  const same = (one: GitSetting | undefined, other: GitSetting): boolean =>
    one?.key === other.key && one.value === other.value;
  for (let start = all.length - ofRepository.length; start >= 0; start--) {
    if (ofRepository.every((setting, index) => same(all[start + index], setting))) return all.slice(0, start);
  }
  // The configuration changed between the two calls. Any setting may identify the user.
  return [];
}

/** Expands `~`, because an anonymous run has no home folder. */
export function anonymousSettings(
  settings: readonly GitSetting[],
  environment: Environment,
): readonly GitSetting[] {
  const home = environment['HOME'] ?? homedir();
  const attributes = path.join(
    environment['XDG_CONFIG_HOME'] ?? path.join(home, '.config'),
    'git',
    'attributes',
  );
  const allowed = settings
    // Git's format for passing settings ends the key at the first `=`.
    .filter(({ key }) => !key.includes('='))
    .filter(isAnonymous)
    .map((setting) => expanded(setting, home))
    // The clone would copy a configuration in the template.
    .filter(({ key, value }) => key !== 'init.templatedir' || !existsSync(path.join(value ?? '', 'config')));
  return [{ key: 'core.attributesfile', value: attributes }, ...allowed];
}

function isAnonymous({ key, value }: GitSetting): boolean {
  const { section, name, variable } = partsOf(key);
  switch (section) {
    case 'http':
      return NETWORK.has(variable);
    case 'url':
      // Allows mirrors. An account or a protocol other than https identifies the user.
      return variable === 'insteadof' && value !== undefined && isPlainHttps(name);
    case 'fetch':
      return name === 'fsck' || LOCAL.has(key);
    default:
      return LOCAL.has(key);
  }
}

/** True for an https URL without an account. */
export function isPlainHttps(address: string): boolean {
  return /^https:\/\/[^\s@?#]+$/i.test(address);
}

/**
 * Returns the first setting of a clone that may identify the user to the server. A run cannot disable it, because git
 * always reads the repository's configuration.
 * @param remote name of the remote to fetch from
 */
export function identifyingSetting(
  ofRepository: readonly GitSetting[],
  remote: string,
): GitSetting | undefined {
  return ofRepository.find((setting) => {
    const { section, name, variable } = partsOf(setting.key);
    switch (section) {
      case 'http':
        return !NETWORK.has(variable) && !variable.startsWith('lowspeed');
      case 'url':
        return variable === 'insteadof' && !isPlainHttps(name);
      case 'credential':
        return true;
      case 'lfs':
        return (
          /^(?:url|standalonetransferagent|customtransfer)$/.test(variable) ||
          name.startsWith('customtransfer.')
        );
      case 'remote':
        if (variable === 'lfsurl') return true;
        if (name !== remote) return false;
        return variable === 'serveroption' || (variable === 'url' && !isPlainHttps(setting.value ?? ''));
      default:
        return false;
    }
  });
}

/** Returns the name of a repository's remote. Compares URLs, because users rename `origin` and add remotes. */
export function remoteFor(ofRepository: readonly GitSetting[], url: string): string | undefined {
  const remotes = ofRepository.flatMap(({ key, value }) => {
    const { section, name, variable } = partsOf(key);
    return section === 'remote' && variable === 'url' && value !== undefined ? [{ name, url: value }] : [];
  });
  const wanted = addressKey(url);
  const matching = remotes.filter((remote) => addressKey(remote.url) === wanted).map(({ name }) => name);
  return matching.includes('origin') ? 'origin' : matching[0];
}

/**
 * Returns `host/owner/name` in lower case for a URL or scp-like address, or `undefined`. Ignores protocol, account,
 * port and `.git`.
 */
export function addressKey(address: string): string | undefined {
  const text = address.trim();
  const [, host, place] =
    /^[a-z+]+:\/\/(?:[^/@]*@)?([^/:@]+)(?::\d+)?\/(.+)$/i.exec(text) ??
    /^(?:[^/@:]*@)?([^/:@]+):(?!\/\/)(.+)$/.exec(text) ??
    [];
  if (host === undefined || place === undefined) return undefined;
  const segments = place.split('/').filter((segment) => segment !== '');
  return `${host}/${segments.join('/').replace(/\.git$/i, '')}`.toLowerCase();
}

function expanded({ key, value }: GitSetting, home: string): GitSetting {
  const isPath = value !== undefined && PATHS.has(partsOf(key).variable);
  return { key, value: isPath ? value.replace(/^~(?=$|[\\/])/, () => home) : value };
}

/** The subsection may contain dots, and is empty if absent. */
function partsOf(key: string): {
  readonly section: string;
  readonly name: string;
  readonly variable: string;
} {
  const [first, last] = [key.indexOf('.'), key.lastIndexOf('.')];
  return {
    section: key.slice(0, first).toLowerCase(),
    name: first === last ? '' : key.slice(first + 1, last),
    variable: key.slice(last + 1).toLowerCase(),
  };
}
