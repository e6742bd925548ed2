import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import type { Environment } from './gitEnvironment';

/** One setting as `git config --list` prints it: section and variable in lower case. */
export interface GitSetting {
  readonly key: string;
  /** Undefined for a key without `=`, which means true. */
  readonly value: string | undefined;
}

/** Settings of `http` and `http.<url>` that say how to reach the network, not who the user is. */
const NETWORK: ReadonlySet<string> = new Set([
  ...['proxy', 'proxyauthmethod', 'proxysslcert', 'proxysslkey', 'proxysslcainfo'],
  ...['proxysslcertpasswordprotected', 'sslcainfo', 'sslcapath', 'sslbackend', 'sslverify', 'sslversion'],
  ...['sslcipherlist', 'schannelcheckrevoke', 'schannelusesslcainfo', 'pinnedpubkey', 'version'],
  ...['curloptresolve', 'postbuffer', 'maxrequests', 'minsessions'],
]);

/** Other settings that a clone needs: how files are written here, and the user's safety checks. */
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

/** Settings whose value is a path, in which git expands `~`. */
const PATHS: ReadonlySet<string> = new Set([
  ...['proxysslcert', 'proxysslkey', 'proxysslcainfo', 'sslcainfo', 'sslcapath'],
  ...['attributesfile', 'excludesfile', 'templatedir', 'directory'],
]);

/** Reads what `git config --list -z` prints. */
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

/** The settings of system and user: all settings without those of the repository, which git lists last. */
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
  // The configuration changed between the two lists. Nothing is better than something that identifies the user.
  return [];
}

/** The settings that an anonymous run may use. `~` is expanded here, because the run has no home folder. */
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
  const kept = settings
    // In the form that git reads them, the first `=` ends the key.
    .filter(({ key }) => !key.includes('='))
    .filter(isAnonymous)
    .map((setting) => expanded(setting, home))
    // A template's own configuration would become the clone's.
    .filter(({ key, value }) => key !== 'init.templatedir' || !existsSync(path.join(value ?? '', 'config')));
  return [{ key: 'core.attributesfile', value: attributes }, ...kept];
}

/** Whether a setting may apply although nothing may identify the user. */
function isAnonymous({ key, value }: GitSetting): boolean {
  const { section, name, variable } = partsOf(key);
  switch (section) {
    case 'http':
      return NETWORK.has(variable);
    case 'url':
      // A mirror may stand in for a host. An account in its address and any other protocol identify the user.
      return variable === 'insteadof' && value !== undefined && isPlainHttps(name);
    case 'fetch':
      return name === 'fsck' || LOCAL.has(key);
    default:
      return LOCAL.has(key);
  }
}

/** True for an https address without an account. */
export function isPlainHttps(address: string): boolean {
  return /^https:\/\/[^\s@?#]+$/i.test(address);
}

/**
 * The first of a clone's own settings that may identify the user to the server, or undefined. These settings can't be
 * switched off for one run: git reads a repository's configuration in any case.
 * @param remote name of the remote that is fetched from
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

/**
 * The remote of a clone that leads to its repository: users rename `origin` and add others. Undefined when no remote
 * does.
 * @param url address that the repository is cloned from
 */
export function remoteFor(ofRepository: readonly GitSetting[], url: string): string | undefined {
  const remotes = ofRepository.flatMap(({ key, value }) => {
    const { section, name, variable } = partsOf(key);
    return section === 'remote' && variable === 'url' && value !== undefined ? [{ name, url: value }] : [];
  });
  const wanted = addressKey(url);
  const matching = remotes.filter((remote) => addressKey(remote.url) === wanted).map(({ name }) => name);
  return matching.includes('origin') ? 'origin' : matching[0];
}

/** What an address names, whatever its protocol, account and ending: `host/owner/name` in lower case. */
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

/** Section, name in the middle (may hold dots, empty when there is none) and variable of a key. */
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
