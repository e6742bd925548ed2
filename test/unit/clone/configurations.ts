// Configurations of users, for tests of what a clone reveals to a server. The test replaces words in capital
// letters.

/** A user's configuration. */
export interface Configuration {
  /** Lines of the user's `.gitconfig`. */
  readonly user?: string;
  /** Lines of the system's configuration. */
  readonly system?: string;
  /** Files in the user's home folder. */
  readonly home?: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string>>;
  /** The server requires an account: by name and password, or by a Windows login. */
  readonly asks?: boolean | 'NTLM';
}

/** Must never be in a request to which the user did not agree. */
export const SECRET = 'SECRET';

export const NETRC = 'machine 127.0.0.1 login ada password SECRET\n';
export const HEADER = 'extraHeader = X-User: SECRET';
const helper = {
  'helper.sh': '#!/bin/sh\ntouch "HOME/helper.log"\necho username=ada\necho password=SECRET\n',
};
const run = `helper = "!'HOME/helper.sh'"`;
export const CLIENT = 'sslCert = SCRATCH/client.pem\n\tsslKey = SCRATCH/client.key';
/**
 * Expected with the user's consent: the requests show the configuration, the helper or ssh runs, or nothing
 * ever shows.
 */
export const CONFIGURATIONS: [what: string, configuration: Configuration, shows?: 'never'][] = [
  ['no configuration', {}, 'never'],
  ['.netrc', { home: { '.netrc': NETRC }, asks: true }],
  ['.netrc with a default', { home: { '.netrc': 'default login ada password SECRET\n' }, asks: true }],
  // Read on Windows only.
  ['_netrc', { home: { _netrc: NETRC }, asks: true }, 'never'],
  ['NETRC', { home: { own: NETRC }, environment: { NETRC: 'HOME/own' }, asks: true }, 'never'],
  ['a header', { user: `[http]\n\t${HEADER}` }],
  ['a header for the host', { user: `[http "ORIGIN"]\n\t${HEADER}` }],
  ['a header for the repository', { user: `[http "ORIGIN/github.com/lab/code.git"]\n\t${HEADER}` }],
  [
    'a header for any host',
    { user: `[http "https://*:*"]\n\textraHeader = Authorization: SECRET`, system: `[http]\n\t${HEADER}` },
  ],
  ['a header of the system', { system: `[http]\n\t${HEADER}` }],
  ['a header of the system for the host', { system: `[http "ORIGIN/"]\n\t${HEADER}` }],
  [
    'a header from an included file',
    { user: '[include]\n\tpath = HOME/more', home: { more: `[http]\n\t${HEADER}` } },
  ],
  [
    'a header from a file for one folder',
    {
      user: '[includeIf "gitdir:SCRATCH/"]\n\tpath = HOME/more',
      home: { more: `[http "ORIGIN"]\n\t${HEADER}` },
    },
  ],
  ['a header in XDG', { home: { '.config/git/config': `[http]\n\t${HEADER}` } }],
  [
    'a header in a template',
    { user: '[init]\n\ttemplateDir = HOME/template', home: { 'template/config': `[http]\n\t${HEADER}` } },
  ],
  ['a token', { user: '[http "ORIGIN"]\n\textraHeader = PRIVATE-TOKEN: SECRET' }],
  [
    'a cookie file',
    {
      user: '[http]\n\tcookieFile = HOME/cookies',
      home: { cookies: '127.0.0.1\tFALSE\t/\tTRUE\t0\tsession\tSECRET\n' },
    },
  ],
  ['a name for the program', { user: '[http]\n\tuserAgent = SECRET' }],
  ['a client certificate', { user: `[http]\n\t${CLIENT}` }],
  ['a client certificate for the host', { user: `[http "ORIGIN"]\n\t${CLIENT}` }],
  [
    'a client certificate in the environment',
    { environment: { GIT_SSL_CERT: 'SCRATCH/client.pem', GIT_SSL_KEY: 'SCRATCH/client.key' } },
  ],
  ['a credential helper', { user: `[credential]\n\t${run}`, home: helper, asks: true }],
  [
    'a credential helper for the host',
    { user: `[credential "ORIGIN"]\n\tusername = ada\n\t${run}`, home: helper, asks: true },
  ],
  ['a credential helper of the system', { system: `[credential]\n\t${run}`, home: helper, asks: true }],
  [
    'an askpass',
    {
      user: '[core]\n\taskPass = HOME/helper.sh',
      home: { 'helper.sh': '#!/bin/sh\ntouch "HOME/helper.log"\necho SECRET\n' },
      asks: true,
    },
  ],
  [
    'SSH_ASKPASS',
    {
      environment: { SSH_ASKPASS: 'HOME/helper.sh', DISPLAY: ':0' },
      home: { 'helper.sh': '#!/bin/sh\ntouch "HOME/helper.log"\necho SECRET\n' },
      asks: true,
    },
  ],
  [
    'an address with an account',
    {
      user: '[url "https://ada:SECRET@HOST/github.com/lab/"]\n\tinsteadOf = https://github.com/lab/',
      asks: true,
    },
  ],
  [
    'an address with a token as its user',
    {
      user: '[url "https://SECRET@HOST/github.com/lab/"]\n\tinsteadOf = https://github.com/lab/',
      asks: true,
    },
    'never',
  ],
  [
    'ssh instead of https',
    {
      user: `[url "git@127.0.0.1:lab/"]\n\tinsteadOf = https://github.com/lab/\n[core]\n\tsshCommand = 'SSH'`,
    },
  ],
  [
    'ssh:// instead of https',
    {
      user: '[url "ssh://git@127.0.0.1/lab/"]\n\tinsteadOf = https://github.com/lab/',
      environment: { GIT_SSH_COMMAND: "'SSH'" },
    },
  ],
  [
    'an empty account',
    { user: '[http]\n\temptyAuth = true\n[http "ORIGIN"]\n\temptyAuth = true', asks: true },
    'never',
  ],
  [
    'a cookie file for the host',
    {
      user: '[http "ORIGIN"]\n\tcookieFile = HOME/cookies\n\tsaveCookies = true',
      home: { cookies: '127.0.0.1\tFALSE\t/\tTRUE\t0\tsession\tSECRET\n' },
    },
  ],
  ['a name for the program, for the host', { user: '[http "ORIGIN"]\n\tuserAgent = SECRET' }],
  [
    'names for the program in the environment',
    { environment: { GIT_HTTP_USER_AGENT: 'SECRET', GIT_USER_AGENT: 'SECRET' } },
    'never',
  ],
  ['.curlrc', { home: { '.curlrc': 'user = "ada:SECRET"\nheader = "X-User: SECRET"\n' } }, 'never'],
  [
    'settings in the environment',
    {
      environment: {
        ...{
          GIT_CONFIG_COUNT: '1',
          GIT_CONFIG_KEY_0: 'http.extraHeader',
          GIT_CONFIG_VALUE_0: 'X-User: SECRET',
        },
        GIT_CONFIG_PARAMETERS: "'http.extraHeader=X-User: SECRET'",
      },
    },
    'never',
  ],
  [
    'a header in XDG_CONFIG_HOME',
    { home: { 'xdg/git/config': `[http]\n\t${HEADER}` }, environment: { XDG_CONFIG_HOME: 'HOME/xdg' } },
  ],
  [
    'a header in GIT_CONFIG_GLOBAL',
    {
      home: { own: `[include]\n\tpath = HOME/.gitconfig\n[http]\n\t${HEADER}` },
      environment: { GIT_CONFIG_GLOBAL: 'HOME/own' },
    },
  ],
  [
    'a header from a file for a remote',
    {
      user: '[includeIf "hasconfig:remote.*.url:https://github.com/**"]\n\tpath = HOME/more',
      home: { more: `[http]\n\t${HEADER}` },
    },
  ],
  [
    'GIT_ASKPASS',
    {
      environment: { GIT_ASKPASS: 'HOME/helper.sh' },
      home: { 'helper.sh': '#!/bin/sh\ntouch "HOME/helper.log"\necho SECRET\n' },
      asks: true,
    },
    'never',
  ],
  [
    'a remote of the user with an account',
    { user: '[remote "origin"]\n\turl = https://ada:SECRET@HOST/github.com/lab/code.git', asks: true },
  ],
  [
    'an address for pushes with an account',
    {
      user: '[url "https://ada:SECRET@HOST/github.com/lab/"]\n\tpushInsteadOf = https://github.com/lab/',
      asks: true,
    },
    'never',
  ],
  [
    'a program for the git protocol',
    { user: "[core]\n\tgitProxy = 'HOME/helper.sh'", home: helper },
    'never',
  ],
  ['an id of the machine', { user: '[transfer]\n\tadvertiseSID = true' }],
  [
    'languages',
    { environment: { LANGUAGE: 'SECRET:de_AT', LC_ALL: 'C.UTF-8', LANG: 'de_AT.UTF-8' } },
    'never',
  ],
  ['a Windows login', { user: '[http]\n\temptyAuth = true\n\tdelegation = always', asks: 'NTLM' }],
];
