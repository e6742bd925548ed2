import assert from 'node:assert/strict';
import { copyFileSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { checkoutAtDate } from '../../../src/clone/checkoutAtDate';
import { fetchFullHistory } from '../../../src/clone/git/cloneOperations';
import type { ExistingClone } from '../../../src/clone/git/existingClone';
import type { FailureReason } from '../../../src/clone/git/gitFailure';
import type { GitContext } from '../../../src/clone/git/gitRunner';
import { missingLfsFiles } from '../../../src/clone/git/lfsFiles';
import { makeRepository } from '../../support/git-fixtures';
import type { GitServer } from '../../support/git-server';
import { clonedFolder, github, startRig, type Rig } from './rig';

describe('a clone that has settings of its own', () => {
  let rig: Rig;
  let server: GitServer;

  before(async () => {
    rig = await startRig();
    server = rig.server;
    makeRepository(server.root, 'github.com/lab/code', [
      { date: '2024-01-10', files: { a: '1' } },
      { date: '2024-03-30', files: { a: '2', '.gitattributes': 'a filter=odd\n' } },
    ]);
  });
  after(() => rig.close());

  const settings: [key: string, value: string, refused: boolean][] = [
    ['http.extraHeader', 'X-User: SECRET', true],
    ['http.ORIGIN.extraHeader', 'X-User: SECRET', true],
    ['http.cookieFile', '/cookies', true],
    ['http.sslCert', '/cert', true],
    ['credential.helper', 'store', true],
    ['credential.ORIGIN.username', 'ada', true],
    ['url.https://ada@HOST/.insteadOf', 'https://github.com/', true],
    ['url.git@github.com:.insteadOf', 'https://github.com/', true],
    ['remote.origin.url', 'https://ada:SECRET@github.com/lab/code.git', true],
    ['remote.origin.url', 'git@github.com:lab/code.git', true],
    ['remote.origin.lfsurl', 'https://ada@elsewhere.example/lfs', true],
    ['include.path', 'more', true],
    ['http.proxy', '', false],
    ['http.sslVerify', 'true', false],
    ['user.email', 'ada@example.org', false],
    ['remote.fork.url', 'git@github.com:ada/code.git', false],
  ];
  for (const [key, value, refused] of settings) {
    it(`${key}: ${refused ? 'asks first' : 'goes on'}`, async () => {
      const clone = await clonedFolder(rig, github('code'));
      const fill = (text: string): string =>
        text.replace('ORIGIN', server.origin).replace('HOST', new URL(server.origin).host);
      writeFileSync(path.join(clone.folder, '.git', 'more'), '[http]\n\textraHeader = X-User: SECRET\n');
      rig.git(clone.folder, 'config', fill(key), value);
      const seen = server.requests.length;
      const done = await fetchFullHistory(clone, rig.effects());
      assert.equal(
        done.kind === 'failed' ? done.failure.reason : done.kind,
        refused ? 'ownSettings' : 'done',
      );
      if (refused) assert.equal(server.requests.length, seen);
      assert.doesNotMatch(JSON.stringify(done), /SECRET|ada@/);
    });
  }

  /** Creates a program that leaves a mark when it runs. */
  function tattler(): { readonly program: string; readonly ran: () => boolean } {
    const program = path.join(rig.parent(), 'program.sh');
    writeFileSync(program, '#!/bin/sh\ntouch "$0.ran"\ncat\n', { mode: 0o755 });
    return { program, ran: () => existsSync(`${program}.ran`) };
  }

  /** Runs every kind of work on an existing clone. */
  async function workOn(clone: ExistingClone, effects: GitContext): Promise<readonly string[]> {
    const ends = [
      await missingLfsFiles(clone, effects),
      await checkoutAtDate(clone, '2024-02-01', effects),
      await checkoutAtDate(clone, '2024-04-01', effects),
      await fetchFullHistory(clone, effects),
    ];
    return ends.map((end) => (end.kind === 'failed' ? end.failure.reason : end.kind));
  }

  const PROGRAMS = [
    ...['core.fsmonitor', 'core.pager', 'pager.status', 'pager.log', 'pager.config', 'core.editor'],
    ...['diff.external', 'core.sshCommand', 'core.askPass', 'core.alternateRefsCommand', 'gpg.program'],
    ...['alias.fetch', 'alias.checkout', 'alias.status', 'sequence.editor', 'uploadpack.packObjectsHook'],
    ...['interactive.diffFilter', 'trailer.x.command', 'difftool.x.cmd'],
  ];
  const LISTINGS = [
    ...['[log]\n\tshowSignature = true\n\tdate = relative\n\tfollow = true', '[format]\n\tpretty = oneline'],
    ...['[i18n]\n\tlogOutputEncoding = UTF-16', '[status]\n\tshort = true\n\tbranch = true'],
    ...['[color]\n\tui = always\n\tremote = always', '[core]\n\tquotePath = true\n\tabbrev = 4'],
    ...['[fetch]\n\tprune = true\n\tpruneTags = true', '[submodule]\n\trecurse = true'],
    ...['[diff]\n\tignoreSubmodules = all\n\tmnemonicPrefix = true', '[column]\n\tui = always'],
  ];

  it('runs no program that the user’s settings name, and answers as without them', async () => {
    const { program, ran } = tattler();
    const hooks = path.dirname(program);
    for (const hook of ['post-checkout', 'reference-transaction', 'post-index-change', 'pre-auto-gc']) {
      copyFileSync(program, path.join(hooks, hook));
    }
    const lines = [
      ...PROGRAMS.map((key) => {
        const [section = '', ...rest] = key.split('.');
        const name = rest.length === 2 ? ` "${rest[0] ?? ''}"` : '';
        return `[${section}${name}]\n\t${rest.at(-1) ?? ''} = ${section === 'alias' ? '!' : ''}${program}`;
      }),
      ...['clean', 'smudge', 'process'].map((kind) => `[filter "odd"]\n\t${kind} = ${program}`),
      ...[...LISTINGS, `[core]\n\thooksPath = ${hooks}`],
    ];
    const own = rig.environment()['GIT_CONFIG_GLOBAL'] ?? '';
    const file = path.join(hooks, 'gitconfig');
    writeFileSync(file, `[include]\n\tpath = "${own}"\n${lines.join('\n')}\n`);
    const effects = { ...rig.effects(), environment: { ...rig.environment(), GIT_CONFIG_GLOBAL: file } };
    const clone = await clonedFolder(rig, github('code'));
    assert.deepEqual(await workOn(clone, effects), ['done', 'done', 'done', 'done']);
    assert.ok(!ran());
    assert.ok(readdirSync(hooks).every((name) => !name.endsWith('.ran')));
  });

  it('runs no hook, monitor, alias or pager that its own settings name', async () => {
    const { program, ran } = tattler();
    const clone = await clonedFolder(rig, github('code'));
    for (const key of PROGRAMS)
      rig.git(clone.folder, 'config', key, key.startsWith('alias') ? `!${program}` : program);
    for (const hook of ['post-checkout', 'reference-transaction', 'post-index-change', 'pre-auto-gc']) {
      copyFileSync(program, path.join(clone.folder, '.git', 'hooks', hook));
    }
    assert.deepEqual(await workOn(clone, rig.effects()), ['done', 'done', 'done', 'done']);
    assert.ok(!ran());
    assert.ok(readdirSync(path.join(clone.folder, '.git', 'hooks')).every((name) => !name.endsWith('.ran')));
  });

  it('is not touched where another user owns it, and none of its programs runs', async () => {
    const { program, ran } = tattler();
    const clone = await clonedFolder(rig, github('code'));
    for (const key of ['core.sshCommand', 'filter.odd.clean', 'core.fsmonitor'])
      rig.git(clone.folder, 'config', key, program);
    writeFileSync(path.join(clone.folder, 'a'), '2');
    // Git's own setting that treats every folder as another user's.
    const git = path.join(path.dirname(program), 'git');
    writeFileSync(git, '#!/bin/sh\nGIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec git "$@"\n', { mode: 0o755 });
    const refused = ['notOwned', 'notOwned', 'notOwned', 'notOwned'];
    assert.deepEqual(await workOn(clone, { ...rig.effects(), git }), refused);
    assert.ok(!ran());
    // Unless the user declared the folder safe.
    const config = path.join(path.dirname(program), 'gitconfig');
    const own = rig.environment()['GIT_CONFIG_GLOBAL'] ?? '';
    writeFileSync(config, `[include]\n\tpath = "${own}"\n[safe]\n\tdirectory = ${clone.folder}\n`);
    rig.git(clone.folder, 'config', '--unset', 'filter.odd.clean');
    const environment = { ...rig.environment(), GIT_CONFIG_GLOBAL: config };
    const done = ['done', 'done', 'done', 'done'];
    assert.deepEqual(await workOn(clone, { ...rig.effects(), git, environment }), done);
  });

  const ends: [what: string, arrange: (clone: ExistingClone) => void, reason: FailureReason | 'done'][] = [
    ['its folder is gone', ({ folder }) => rmSync(folder, { recursive: true }), 'cloneMissing'],
    [
      'its repository is gone',
      ({ folder }) => rmSync(path.join(folder, '.git'), { recursive: true }),
      'notAClone',
    ],
    [
      'its remote has another name',
      ({ folder }) => rig.git(folder, 'remote', 'rename', 'origin', 'upstream'),
      'done',
    ],
    ['its remote is gone', ({ folder }) => rig.git(folder, 'remote', 'remove', 'origin'), 'remoteMissing'],
    [
      'its remote is another repository',
      ({ folder }) => rig.git(folder, 'remote', 'set-url', 'origin', 'https://github.com/ada/fork'),
      'remoteMissing',
    ],
    [
      'its configuration is broken',
      ({ folder }) => writeFileSync(path.join(folder, '.git', 'config'), '[core\n'),
      'badConfig',
    ],
  ];
  for (const [what, arrange, reason] of ends) {
    it(`tells what is wrong where ${what}`, async () => {
      const clone = await clonedFolder(rig, github('code'));
      arrange(clone);
      const done = await fetchFullHistory(clone, rig.effects());
      assert.equal(done.kind === 'failed' ? done.failure.reason : done.kind, reason, JSON.stringify(done));
      assert.doesNotMatch(JSON.stringify(done), /parent \d/);
      if (done.kind === 'done') assert.equal(rig.git(clone.folder, 'rev-list', '--count', 'HEAD'), '2');
    });
  }
});
