import assert from 'node:assert/strict';
import { failureMessage, messageText } from '../../../../src/clone/messages/failureMessages';
import { MESSAGES } from '../../../../src/clone/git/failureReason';
import type { MessageRow } from '../../../../src/clone/git/gitMessages';
import { failureOf, type FailureReason } from '../../../../src/clone/git/gitFailure';
import { english } from '../../../support/english';

/** Names that are themselves words of messages. */
const NAMES = ['timeout', 'proxy', 'https://github.com/lab/timeout/', 'docs/early EOF', '443'];

/** Returns a message as a program prints it. */
function printed([source, , text]: MessageRow, name: string): string {
  const filled = text.replace(/(?<=[a-z.;:)])\{\}/gi, ' {}').replaceAll('{}', name);
  switch (source) {
    case 'server':
      return `remote: ${filled}\nfatal: unable to access 'https://github.com/lab/timeout/': something new`;
    case 'curl':
    case 'openssl':
    case 'gnutls':
    case 'schannel':
    case 'securetransport':
      return `Cloning into 'timeout'...\nfatal: unable to access 'https://github.com/lab/timeout/': ${filled}`;
    case 'git':
      return `Cloning into '/work/Connection timed out'...\nfatal: ${filled}`;
    case 'ssh':
    case 'git-lfs':
    case 'loader':
      return filled;
  }
}

describe('messages of git and the programs under it', () => {
  it('are many, and each is listed once', () => {
    assert.ok(MESSAGES.length >= 120);
    const texts = MESSAGES.map(([source, , text]) => `${source === 'server'} ${text}`);
    assert.deepEqual([...new Set(texts)], texts);
  });

  for (const row of MESSAGES) {
    const [source, reason, text] = row;
    it(`${reason}: ${source}: ${text}`, () => {
      for (const name of NAMES) {
        assert.equal(failureOf({ code: 128, stderr: printed(row, name) }).reason, reason, name);
      }
      // The end of a transfer follows, and does not decide.
      if (source === 'curl' || source === 'gnutls') {
        const stderr = `error: RPC failed; curl 56 ${text.replaceAll('{}', 'x')}\nfatal: early EOF\nfatal: fetch-pack: invalid index-pack output`;
        assert.equal(failureOf({ code: 128, stderr }).reason, reason);
      }
      const { what, why, next } = failureMessage('It failed.', { reason }, 'github.com', english);
      assert.ok(why !== '' && next !== '');
      assert.doesNotMatch(messageText({ what, why, next }), /\{\d\}|undefined/);
    });
  }

  const others: [stderr: string, reason: FailureReason][] = [
    ['remote: No space left on device\nfatal: something new', 'unknown'],
    ['remote: fatal: write error: No space left on device\nfatal: early EOF', 'connectionLost'],
    ['remote: Permission denied\nfatal: something new', 'unknown'],
    ['remote: Connection timed out\nfatal: something new', 'unknown'],
    ['fatal: remote error: Cannot allocate memory', 'unknown'],
    ['batch response: No space left on device', 'lfsRefused'],
    ["Cloning into 'timeout'...\nfatal: a message that is new", 'unknown'],
    ["fatal: a new message about 'https://github.com/lab/Connection-refused'", 'unknown'],
    ['fatal: the file proxy/early EOF has something new', 'unknown'],
    ["fatal: repository 'https://github.com/lab/timeout/' not found", 'needsAccount'],
    [
      'git@github.com: Permission denied (publickey).\nfatal: Could not read from remote repository.',
      'keyRefused',
    ],
    [
      'error: object 0123: missingSpaceBeforeDate: invalid author\nfatal: fsck error in packed object\nfatal: fetch-pack: invalid index-pack output',
      'damaged',
    ],
    ["error: unknown option `filter=tree:0'\nusage: git clone [<options>]", 'gitTooOld'],
    ["fatal: detected dubious ownership in repository at '/home/ada/code'\nTo add an exception", 'notOwned'],
    [
      "warning: unable to access '/root/.gitconfig': Permission denied\nfatal: unknown error occurred while reading the configuration files",
      'badConfig',
    ],
    ['remote: \u001b[31mRepository not found.\u001b[m', 'needsAccount'],
  ];
  for (const [stderr, reason] of others) {
    it(`${reason}: ${stderr.split('\n')[0] ?? ''}`, () => {
      assert.equal(failureOf({ code: 128, stderr }).reason, reason);
    });
  }
});
