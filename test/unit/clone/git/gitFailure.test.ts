import assert from 'node:assert/strict';
import { homedir } from 'node:os';
import { failureMessage, messageText } from '../../../../src/clone/messages/failureMessages';
import {
  failureOf,
  isNetwork,
  isTransient,
  redactPaths,
  redactSecrets,
  type FailureReason,
} from '../../../../src/clone/git/gitFailure';
import { english } from '../../../support/english';

/** Messages of git on several systems and with several TLS libraries, and their reasons. */
const SAID: readonly (readonly [stderr: string, reason: FailureReason])[] = [
  ["fatal: could not read Username for 'https://github.com': terminal prompts disabled", 'needsAccount'],
  [
    'remote: Repository not found.\nfatal: repository ‘https://github.com/a/b.git/’ not found',
    'needsAccount',
  ],
  [
    "fatal: unable to access 'https://github.com/a/b/': The requested URL returned error: 403",
    'needsAccount',
  ],
  ["fatal: Authentication failed for 'https://huggingface.co/a/b/'", 'needsAccount'],
  ["fatal: unable to access 'https://x/': The requested URL returned error: 429", 'rateLimited'],
  ["fatal: unable to access 'https://x/': The requested URL returned error: 502", 'serverTrouble'],
  ['error: RPC failed; HTTP 504 curl 22 The requested URL returned error: 504', 'serverTrouble'],
  [
    'error: RPC failed; curl 28 Operation too slow. Less than 1000 bytes/sec transferred the last 30 seconds',
    'stalled',
  ],
  // Git then fails on the part of the response that is missing.
  [
    'error: RPC failed; curl 28 Operation too slow. Less than 1000 bytes/sec transferred the last 30 seconds\n' +
      'fatal: expected flush after ref listing',
    'stalled',
  ],
  [
    'error: RPC failed; curl 18 transfer closed with outstanding read data remaining\n' +
      'fatal: protocol error: bad pack header',
    'connectionLost',
  ],
  ['fatal: expected flush after ref listing', 'notARepository'],
  [
    "fatal: unable to access 'https://x/': Failed to connect to x port 443 after 130 ms: Connection timed out",
    'stalled',
  ],
  ["fatal: unable to access 'https://x/': Could not resolve host: github.com", 'hostNotFound'],
  ["fatal: unable to access 'https://x/': Could not resolve proxy: proxy.corp", 'proxyRefused'],
  ["fatal: unable to access 'https://x/': Received HTTP code 407 from proxy after CONNECT", 'proxyRefused'],
  ["fatal: unable to access 'https://x/': CONNECT tunnel failed, response 403", 'proxyRefused'],
  [
    "fatal: unable to access 'https://x/': Failed to connect to 127.0.0.1 port 9: Connection refused",
    'unreachable',
  ],
  [
    "fatal: unable to access 'https://x/': SSL certificate problem: unable to get local issuer certificate",
    'certificate',
  ],
  [
    "fatal: unable to access 'https://x/': server certificate verification failed. CAfile: none CRLfile: none",
    'certificate',
  ],
  [
    "fatal: unable to access 'https://x/': schannel: next InitializeSecurityContext failed: SEC_E_UNTRUSTED_ROOT",
    'certificate',
  ],
  [
    'error: RPC failed; curl 56 GnuTLS recv error (-110): The TLS connection was non-properly terminated.',
    'connectionLost',
  ],
  [
    'error: RPC failed; curl 56 OpenSSL SSL_read: Connection was reset, errno 10054\nfatal: early EOF',
    'connectionLost',
  ],
  [
    'fatal: the remote end hung up unexpectedly\nfatal: early EOF\nfatal: fetch-pack: invalid index-pack output',
    'connectionLost',
  ],
  ['fatal: https://x/info/refs not valid: is this a git repository?', 'notARepository'],
  ['fatal: protocol error: bad line length character: <!do', 'notARepository'],
  ["fatal: transport 'ext' not allowed", 'protocolRefused'],
  ['fatal: unable to access \'http://x/\': Protocol "http" disabled', 'protocolRefused'],
  ['fatal: unable to update url base from redirection:\n  asked for: a\n   redirect: b', 'redirectRefused'],
  ['fatal: Remote branch gone not found in upstream origin', 'refMissing'],
  ["fatal: couldn't find remote ref 0123", 'refMissing'],
  ['fatal: remote error: upload-pack: not our ref 0123', 'refMissing'],
  ['error: file write error: No space left on device\nfatal: unable to write new index file', 'diskFull'],
  ['fatal: write error: Disk quota exceeded', 'diskFull'],
  ['error: unable to create file a/b/c: Filename too long', 'longPath'],
  ['error: unable to create file a/b/c: File name too long', 'longPath'],
  ["error: invalid path 'src/aux.py'\nfatal: unable to checkout working tree", 'impossiblePath'],
  ['error: unable to create file a/\xffb: Illegal byte sequence', 'impossiblePath'],
  ['error: unable to create file a:b.txt: Invalid argument', 'impossiblePath'],
  ['error: unable to create file a: Permission denied', 'permission'],
  ['fatal: could not create work tree dir ‘x’: Read-only file system', 'permission'],
  ['fatal: Out of memory, malloc failed (tried to allocate 1 bytes)', 'outOfMemory'],
  ['xcrun: error: invalid active developer path (/Library/Developer/CommandLineTools)', 'gitBroken'],
  ['batch response: This repository exceeded its LFS budget.', 'lfsRefused'],
  ['fatal: something nobody has seen before', 'unknown'],
  ['', 'unknown'],
];

describe('why a clone failed', () => {
  for (const [stderr, reason] of SAID) {
    it(`${reason}: ${stderr.slice(0, 70).replace(/\n/g, ' ')}`, () => {
      assert.equal(failureOf({ code: 128, stderr }).reason, reason);
    });
  }

  it('is three plain sentences for every reason, with only the last line of git’s output', () => {
    const reasons = new Set<FailureReason>(SAID.map(([, reason]) => reason));
    const others: FailureReason[] = [
      'gitMissing',
      'gitTooOld',
      'parentMissing',
      'parentNotWritable',
      'badAddress',
    ];
    const rest: FailureReason[] = [
      'wrongAccount',
      'emptyRepository',
      'headMissing',
      'lfsMissing',
      'localChanges',
    ];
    const told = new Set<string>();
    for (const reason of [...reasons, ...others, ...rest, 'laterThanDay' as const]) {
      const { what, why, next } = failureMessage(
        'The code was not cloned.',
        { reason, detail: '2.1' },
        'github.com',
        english,
      );
      for (const part of [what, why, next])
        assert.match(part, /^[\p{Lu}{“].*[.)]$|^github\.com .*\.$|^Git says/u, part);
      assert.doesNotMatch(messageText({ what, why, next }), /\{\d\}|undefined|https?:/);
      told.add(why);
    }
    assert.equal(told.size, reasons.size + others.length + rest.length + 1, 'two reasons sound alike');
  });

  it('knows which failures are temporary, and which concern the network', () => {
    assert.ok(isTransient({ reason: 'stalled' }));
    assert.ok(!isTransient({ reason: 'needsAccount' }));
    assert.ok(isNetwork({ reason: 'hostNotFound' }));
    assert.ok(!isNetwork({ reason: 'diskFull' }));
  });

  const secrets: [text: string, shown: string][] = [
    ['https://ada:SECRET@github.com/a/b', 'https://github.com/a/b'],
    ['https://ghp_0123456789abcdef@github.com/a', 'https://github.com/a'],
    ['https://ada:SEC@RET@github.com/a/b', 'https://github.com/a/b'],
    ['https://SEC@RET@github.com/a/b', 'https://github.com/a/b'],
    ['http://ada:SEC/RET@proxy.example:8080/', 'http://proxy.example:8080/'],
    ['http://ada:S#E?C@R/ET@proxy.example', 'http://proxy.example'],
    ['http://ada:12/SECRET@proxy.example', 'http://proxy.example'],
    [
      "fatal: unable to access 'https://github.com/a/': Unsupported proxy syntax in 'ada:SEC'",
      "fatal: unable to access 'https://github.com/a/': Unsupported proxy syntax in '…'",
    ],
    ["Unsupported proxy syntax in 'ada:S'E C'", "Unsupported proxy syntax in '…'"],
    ["Unsupported proxy scheme for 'ada:SEC'", "Unsupported proxy scheme for '…'"],
    [
      "Unsupported proxy 'ada:SEC', libcurl is built without the HTTPS-proxy support.",
      "Unsupported proxy '…', libcurl is built without the HTTPS-proxy support.",
    ],
    [
      "fatal: Invalid proxy URL 'ada:SEC/RET@p': only SOCKS proxies support paths",
      "fatal: Invalid proxy URL '…': only SOCKS proxies support paths",
    ],
    ["Unsupported proxy syntax in 'ada:SEC", "Unsupported proxy syntax in '…'"],
    ["No port number in proxy 'ada:SEC'", "No port number in proxy '…'"],
    ['token ghp_0123456789abcdef in text', 'token … in text'],
    ['hf_abcdefghijk and glpat-0123456789', '… and …'],
    ['Authorization: Basic YWRhOlNFQ1JFVA==', 'Authorization: Basic …'],
    ["could not create '/home/ada/work/code'", "could not create 'code'"],
    ["could not create 'C:\\Users\\ada\\code'", "could not create 'code'"],
  ];
  for (const [text, shown] of secrets) it(`hides ${text}`, () => assert.equal(redactSecrets(text), shown));

  const plain = [
    'https://github.com/@lab/code',
    'https://github.com/lab/code@v1',
    'https://github.com:443/lab/code',
    'Could not resolve proxy: proxy.example',
    'Proxy CONNECT aborted',
  ];
  for (const text of plain) it(`shows ${text}`, () => assert.equal(redactSecrets(text), text));

  const paths: [text: string, shown: string][] = [
    ['bad config line 3 in file /home/ada/.gitconfig', 'bad config line 3 in file .gitconfig'],
    ['bad config line 3 in file C:/Users/ada/.gitconfig', 'bad config line 3 in file .gitconfig'],
    ['bad config line 3 in file C:\\Users\\ada\\.gitconfig', 'bad config line 3 in file .gitconfig'],
    ['in \\\\server\\share\\ada\\code: denied', 'in code: denied'],
    ['error reading ~/work/ada/ca.pem', 'error reading ca.pem'],
    [`spawn ${homedir()}/no`, 'spawn ~/no'],
    ['https://github.com/lab/code not found', 'https://github.com/lab/code not found'],
  ];
  for (const [text, shown] of paths) {
    it(`shortens the path in ${text}`, () => {
      assert.equal(redactPaths(text), shown);
      assert.equal(failureOf({ code: 1, stderr: `fatal: ${text}` }).detail, `fatal: ${shown}`);
    });
  }

  it('is found out quickly whatever git says', () => {
    for (const piece of [
      'a',
      ' ',
      '(',
      '[',
      "'",
      '/',
      '://',
      "repository '",
      'lfs',
      'Protocol ',
      '@',
      '://',
      '://a:',
      "Proxy URL '",
    ]) {
      failureOf({ code: 128, stderr: piece.repeat(300_000) });
      redactPaths(piece.repeat(64_000));
    }
  });
});
