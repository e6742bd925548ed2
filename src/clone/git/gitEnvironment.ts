import type { Account } from './gitArguments';

/** A process's environment. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The only `GIT_*` variables that reach git: where its programs and its user's configuration are, and how the user
 * reaches the network. All others (`GIT_DIR`, `GIT_WORK_TREE`, `GIT_CONFIG_COUNT`, `GIT_TRACE`, `GIT_SSL_NO_VERIFY` …)
 * could send the files elsewhere, weaken the connection or break the reading of progress.
 */
const KEPT: ReadonlySet<string> = new Set([
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

/** What asks for passwords; kept out when git speaks in nobody's name. */
const ASKING: ReadonlySet<string> = new Set(['SSH_ASKPASS', 'SSH_ASKPASS_REQUIRE', 'DISPLAY']);

/**
 * The environment for git, from the host's own. `extra` is added for the user's own account (VS Code's askpass), and
 * `proxy` is used for https when it is given.
 */
export function gitEnvironment(
  from: Environment,
  account: Account,
  { extra = {}, proxy }: { readonly extra?: Environment; readonly proxy?: string } = {},
): Record<string, string> {
  const anonymous = account === 'anonymous';
  const environment: Record<string, string> = {};
  for (const [name, value] of Object.entries(from)) {
    if (value === undefined) continue;
    const upper = name.toUpperCase();
    if (upper.startsWith('GIT_') && !KEPT.has(upper)) continue;
    if (anonymous && ASKING.has(upper)) continue;
    environment[name] = value;
  }
  if (!anonymous) {
    for (const [name, value] of Object.entries(extra)) if (value !== undefined) environment[name] = value;
  }
  return {
    ...environment,
    ...(anonymous ? { GCM_INTERACTIVE: 'never', SSH_ASKPASS_REQUIRE: 'never' } : {}),
    ...(proxy === undefined ? {} : { https_proxy: proxy, HTTPS_PROXY: proxy }),
    GIT_TERMINAL_PROMPT: '0',
    GIT_LFS_SKIP_SMUDGE: '1',
    // ssh only so that a user's own `insteadOf` to it works; an address from outside is always https.
    GIT_ALLOW_PROTOCOL: 'https:ssh',
    GIT_OPTIONAL_LOCKS: '0',
    // Without it git says nothing of a checkout in its first two seconds.
    GIT_PROGRESS_DELAY: '0',
    // Progress and errors are read in English; `LANGUAGE` would win over `LC_ALL` in C.UTF-8.
    LC_ALL: 'C.UTF-8',
    LANGUAGE: '',
  };
}
