import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Credentials } from './gitArguments';
import type { GitSetting } from './userSettings';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The only `GIT_*` variables passed to git: places of its programs and configuration, and network settings. Others,
 * such as `GIT_DIR`, `GIT_TRACE` and `GIT_SSL_NO_VERIFY`, could redirect files, weaken the connection or disturb the
 * output.
 */
const ALLOWED_VARIABLES: ReadonlySet<string> = new Set([
  'GIT_EXEC_PATH',
  'GIT_CONFIG_GLOBAL',
  'GIT_CONFIG_SYSTEM',
  'GIT_CONFIG_NOSYSTEM',
  'GIT_SSL_CAINFO',
  'GIT_SSL_CAPATH',
  'GIT_SSL_CERT',
  'GIT_SSL_KEY',
  'GIT_SSL_VERSION',
  'GIT_SSL_CIPHER_LIST',
  'GIT_PROXY_SSL_CAINFO',
  'GIT_PROXY_SSL_CERT',
  'GIT_PROXY_SSL_KEY',
  'GIT_HTTP_PROXY_AUTHMETHOD',
  'GIT_SSH',
  'GIT_SSH_COMMAND',
  'GIT_SSH_VARIANT',
]);

/**
 * Variables that identify the user, allow a prompt, or name a configuration. Removed for anonymous runs. curl 8.16 and
 * newer read `NETRC`.
 */
const IDENTIFYING: ReadonlySet<string> = new Set([
  ...['SSH_ASKPASS', 'SSH_ASKPASS_REQUIRE', 'SSH_AUTH_SOCK', 'DISPLAY', 'NETRC'],
  ...['GIT_SSL_CERT', 'GIT_SSL_KEY', 'GIT_SSH', 'GIT_SSH_COMMAND', 'GIT_SSH_VARIANT'],
  ...['GIT_CONFIG_GLOBAL', 'GIT_CONFIG_SYSTEM', 'GIT_CONFIG_NOSYSTEM', 'HOME', 'XDG_CONFIG_HOME'],
]);

export interface EnvironmentOptions {
  /** VS Code's askpass, for runs with the user's account. */
  readonly extra?: Environment;
  readonly proxy?: string;
  /** User settings that an anonymous run may use, including all proxies. */
  readonly settings?: readonly GitSetting[];
}

/**
 * Returns the environment for git, based on the host's. An anonymous run does not read the user's configuration,
 * because a setting for one host (`http.<url>.extraHeader`) overrides the command line. Its home folder does not exist,
 * so git and curl find no `.netrc` and no cookies.
 */
export function gitEnvironment(
  from: Environment,
  account: Credentials,
  { extra = {}, proxy, settings = [] }: EnvironmentOptions = {},
): Record<string, string> {
  const anonymous = account === 'anonymous';
  const environment: Record<string, string> = {};
  for (const [name, value] of Object.entries(from)) {
    if (value === undefined) continue;
    const upper = name.toUpperCase();
    if (upper.startsWith('GIT_') && !ALLOWED_VARIABLES.has(upper)) continue;
    if (anonymous && IDENTIFYING.has(upper)) continue;
    environment[name] = value;
  }
  if (!anonymous) {
    for (const [name, value] of Object.entries(extra)) if (value !== undefined) environment[name] = value;
  }
  // The last value of a key counts. Runs with the user's account read the user's settings themselves.
  const passed = [
    ...(anonymous ? settings : []),
    ...(proxy === undefined ? [] : proxySettings(proxy, settings)),
  ];
  return {
    ...withAbsolutePath(environment),
    ...(anonymous ? anonymousEnvironment() : {}),
    ...(passed.length === 0 ? {} : { GIT_CONFIG_PARAMETERS: configParameters(passed) }),
    ...(proxy === undefined ? {} : { https_proxy: proxy, HTTPS_PROXY: proxy }),
    GIT_TERMINAL_PROMPT: '0',
    GIT_LFS_SKIP_SMUDGE: '1',
    // URLs of repositories are always https; ssh is for the user's `insteadOf` rules.
    GIT_ALLOW_PROTOCOL: anonymous ? 'https' : 'https:ssh',
    GIT_OPTIONAL_LOCKS: '0',
    // By default, git prints no checkout progress for two seconds.
    GIT_PROGRESS_DELAY: '0',
    // Otherwise Windows looks up programs in the working folder first, which is the clone.
    NoDefaultCurrentDirectoryInExePath: '1',
    // Output is parsed in English. With C.UTF-8, `LANGUAGE` would override `LC_ALL`.
    LC_ALL: 'C.UTF-8',
    LANGUAGE: '',
  };
}

/** Removes empty and relative folders: in a clone, git would start a `git-lfs` or `ssh` of the repository. */
function withAbsolutePath(environment: Readonly<Record<string, string>>): Record<string, string> {
  const changed = { ...environment };
  for (const [name, value] of Object.entries(environment)) {
    if (name.toUpperCase() !== 'PATH') continue;
    const folders = absoluteFolders(value);
    // An empty PATH means the working folder.
    if (folders.length === 0) Reflect.deleteProperty(changed, name);
    else changed[name] = folders.join(path.delimiter);
  }
  return changed;
}

/** Returns the folders without quotation marks. */
export function absoluteFolders(value: string, platform = process.platform): readonly string[] {
  if (platform !== 'win32') return value.split(':').filter((folder) => path.posix.isAbsolute(folder));
  // On Windows, a quoted folder may contain a semicolon.
  const folders = value.match(/(?:[^;"]|"[^"]*"?)+/g) ?? [];
  return folders
    .map((folder) => folder.replaceAll('"', ''))
    .filter((folder) => path.win32.isAbsolute(folder));
}

function anonymousEnvironment(): Record<string, string> {
  // Never created. The random name keeps other users from putting a configuration there.
  const home = path.join(tmpdir(), `papers-no-home-${randomBytes(16).toString('hex')}`);
  return {
    HOME: home,
    XDG_CONFIG_HOME: home,
    // Ignored before git 2.32, for which the missing home folder is enough.
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GCM_INTERACTIVE: 'never',
    SSH_ASKPASS_REQUIRE: 'never',
    // Always fails. Git LFS ignores `GIT_ALLOW_PROTOCOL` and starts ssh, which finds the keys without `HOME`.
    GIT_SSH_COMMAND: 'false',
  };
}

/**
 * Returns settings that make git use a proxy for every address. Git prefers `http.<url>.proxy` to `http.proxy`, and
 * both to `https_proxy`, so each of these keys that the user has is set.
 */
function proxySettings(proxy: string, settings: readonly GitSetting[]): readonly GitSetting[] {
  const configured = settings.map(({ key }) => key).filter((key) => /^http\.(?:.*\.)?proxy$/s.test(key));
  return [...new Set(['http.proxy', ...configured])].map((key) => ({ key, value: proxy }));
}

/**
 * Formats settings as git passes `-c` options to child processes. Unlike `-c`, this hides a proxy password from the
 * process list. Every git version reads this form; `GIT_CONFIG_COUNT` needs 2.31.
 */
function configParameters(settings: readonly GitSetting[]): string {
  const quoted = (text: string): string => `'${text.replace(/['!]/g, (sign) => `'\\${sign}'`)}'`;
  return settings.map(({ key, value }) => quoted(value === undefined ? key : `${key}=${value}`)).join(' ');
}
