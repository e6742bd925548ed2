import assert from 'node:assert/strict';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { checkoutAtDate } from '../../../src/clone/checkoutAtDate';
import type { ExistingClone } from '../../../src/clone/git/existingClone';
import type { FailureReason } from '../../../src/clone/git/gitFailure';
import { makeRepository } from '../../support/git-fixtures';
import { isStagingName } from '../../../src/clone/staging/staging';
import { clonedFolder, github, snapshot, startRig, type Rig } from './rig';

/** The day of a commit with files at paths where users may have their own. */
const DAY = '2024-02-20';

describe('a clone as of a day', () => {
  let rig: Rig;
  let commits: readonly string[];

  before(async () => {
    rig = await startRig();
    const { root } = rig.server;
    const gone = ['config.yaml', 'data/labels.csv', 'out', 'sub', 'deep/er/file', 'taken/by/a/file'];
    commits = makeRepository(
      root,
      'github.com/lab/code',
      [
        { date: '2024-01-10', files: { a: '1' } },
        { date: DAY, files: { a: '2', ...Object.fromEntries(gone.map((name) => [name, 'theirs'])) } },
        {
          date: '2024-03-30',
          files: { a: '3', '.gitignore': 'config.yaml\ndata/\nout\ntaken\n' },
          removed: gone,
        },
        { branch: 'dev', date: '2024-02-01', files: { a: 'dev' } },
      ],
      { tags: { v1: 0 } },
    );
    makeRepository(root, 'github.com/lab/nested', [
      { date: '2024-01-10', files: { sub: 'a file once' } },
      { date: '2024-03-30', files: { sub: { submodule: commits[0] ?? '' } }, removed: ['sub'] },
    ]);
  });
  after(() => rig.close());

  const templates = new Map<string, Promise<ExistingClone>>();
  /** Returns a separate clone: a copy of one that was made over the network. */
  async function cloned(name = 'code', history: 'shallow' | 'full' = 'shallow'): Promise<ExistingClone> {
    const key = `${name} ${history}`;
    const template = templates.get(key) ?? clonedFolder(rig, github(name), history);
    templates.set(key, template);
    const clone = await template;
    const folder = path.join(rig.parent(), name);
    cpSync(clone.folder, folder, { recursive: true, preserveTimestamps: true });
    return { ...clone, folder };
  }

  const days: [day: string, content: string, commit: number][] = [
    ['2024-02-20', '2', 1],
    ['2024-02-19', '1', 0],
    ['2024-03-29', '2', 1],
    ['2030-01-01', '3', 2],
  ];
  for (const [day, content, commit] of days) {
    it(`${day} is the newest commit until then, of the default branch`, async () => {
      const clone = await cloned();
      const done = await checkoutAtDate(clone, day, rig.effects());
      assert.equal(done.kind, 'done', JSON.stringify(done));
      assert.equal(done.value.id, commits[commit]);
      assert.equal(readFileSync(path.join(clone.folder, 'a'), 'utf8'), content);
      assert.equal(rig.git(clone.folder, 'status', '--porcelain'), '');
      // The clone stays shallow and intact.
      assert.equal(rig.git(clone.folder, 'rev-list', '--count', 'HEAD'), '1');
      assert.doesNotMatch(readFileSync(path.join(clone.folder, '.git', 'config'), 'utf8'), /promisor|filter/);
    });
  }

  const branches: [branch: string, day: string, commit: number][] = [
    ['dev', '2024-02-20', 3],
    ['v1', '2024-02-20', 0],
    ['gone', '2024-02-20', 1],
    ['HEAD', '2024-02-20', 1],
    ['--upload-pack=x', '2024-02-20', 1],
  ];
  for (const [branch, day, commit] of branches) {
    it(`${day} with “${branch}” in the paper’s link is commit ${commit}`, async () => {
      const clone = await cloned();
      const done = await checkoutAtDate(clone, day, rig.effects(), branch);
      assert.equal(done.kind, 'done', JSON.stringify(done));
      assert.equal(done.value.id, commits[commit]);
      assert.equal(rig.git(clone.folder, 'rev-parse', 'HEAD').trim(), commits[commit]);
    });
  }

  it('uses the date of the commit, not of its author', async () => {
    const bare = path.join(rig.server.root, 'github.com/lab/code.git');
    const tree = rig.git(bare, 'rev-parse', 'main^{tree}');
    const dated = { GIT_COMMITTER_DATE: '2024-05-01T12:00:00Z', GIT_AUTHOR_DATE: '2024-03-25T12:00:00Z' };
    const added = rig.gitWith(dated, bare, 'commit-tree', tree, '-p', 'main', '-m', 'written early');
    rig.git(bare, 'update-ref', 'refs/heads/main', added);
    try {
      const clone = await cloned();
      const before = await checkoutAtDate(clone, '2024-03-29', rig.effects());
      assert.equal(before.kind, 'done', JSON.stringify(before));
      assert.equal(before.value.id, commits[1]);
      const after = await checkoutAtDate(clone, '2024-05-02', rig.effects());
      assert.equal(after.kind, 'done', JSON.stringify(after));
      assert.deepEqual([after.value.id, after.value.date], [added.trim(), '2024-05-01']);
    } finally {
      rig.git(bare, 'update-ref', 'refs/heads/main', commits[2] ?? '');
    }
  });

  it('goes back and forth', async () => {
    const clone = await cloned();
    for (const [day, content] of [...days, ...days]) {
      assert.equal((await checkoutAtDate(clone, day, rig.effects())).kind, 'done');
      assert.equal(readFileSync(path.join(clone.folder, 'a'), 'utf8'), content);
    }
    rig.git(clone.folder, 'checkout', '-');
  });

  it('keeps the history of a clone that has all of it', async () => {
    const clone = await cloned('code', 'full');
    assert.equal((await checkoutAtDate(clone, DAY, rig.effects())).kind, 'done');
    assert.equal(rig.git(clone.folder, 'rev-list', '--count', 'main'), '3');
    // Even if the server has a commit that the clone lacks.
    const later = await cloned('code', 'full');
    const bare = path.join(rig.server.root, 'github.com/lab/code.git');
    const tree = rig.git(bare, 'rev-parse', 'main^{tree}');
    const dated = { GIT_COMMITTER_DATE: '2024-05-01T12:00:00Z', GIT_AUTHOR_DATE: '2024-05-01T12:00:00Z' };
    const added = rig.gitWith(dated, bare, 'commit-tree', tree, '-p', 'main', '-m', 'later');
    rig.git(bare, 'update-ref', 'refs/heads/main', added);
    try {
      assert.equal((await checkoutAtDate(later, '2024-06-01', rig.effects())).kind, 'done');
      assert.equal(rig.git(later.folder, 'rev-list', '--count', 'HEAD'), '4');
      assert.equal(rig.git(later.folder, 'rev-list', '--count', 'main'), '3');
    } finally {
      rig.git(bare, 'update-ref', 'refs/heads/main', commits[2] ?? '');
    }
  });

  it('has its list of commits in a folder that the watchdog knows, and removes it', async () => {
    const clone = await cloned();
    const known: string[] = [];
    const listed = new Set<string>();
    const watch = {
      writesTo: (folder: string) => void known.push(folder),
      started: () => {
        for (const folder of known.filter((one) => existsSync(one))) listed.add(folder);
      },
      ended: () => undefined,
    };
    assert.equal((await checkoutAtDate(clone, DAY, { ...rig.effects(), watch })).kind, 'done');
    assert.equal(known.length, 1);
    const [folder = ''] = known;
    assert.ok(isStagingName(path.basename(folder)), 'the watchdog removes only such folders');
    assert.deepEqual([...listed], [folder], 'git ran while it was there');
    assert.equal(existsSync(folder), false);
  });

  it('before the first commit changes nothing and says when that was', async () => {
    const clone = await cloned();
    const done = await checkoutAtDate(clone, '2023-12-31', rig.effects());
    assert.deepEqual(done, { kind: 'failed', failure: { reason: 'laterThanDay', detail: '2024-01-10' } });
    assert.equal(readFileSync(path.join(clone.folder, 'a'), 'utf8'), '3');
  });

  const write = (folder: string, name: string, text = 'mine'): void => {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  };
  type Git = (...args: string[]) => string;
  const dangers: [what: string, arrange: (folder: string, git: Git) => void, reason: FailureReason][] = [
    ['a changed file', (folder) => write(folder, 'a'), 'localChanges'],
    ['a deleted file', (folder) => rmSync(path.join(folder, 'a')), 'localChanges'],
    [
      'a staged change, with the file changed back',
      (folder, git) => {
        write(folder, 'a');
        git('add', 'a');
        write(folder, 'a', '3');
      },
      'localChanges',
    ],
    [
      'a new file that is staged only',
      (folder, git) => {
        write(folder, 'new');
        git('add', 'new');
      },
      'localChanges',
    ],
    ['an ignored file', (folder) => write(folder, 'config.yaml'), 'wouldOverwrite'],
    ['an ignored file in an ignored folder', (folder) => write(folder, 'data/labels.csv'), 'wouldOverwrite'],
    ['an ignored folder where a file comes', (folder) => write(folder, 'out/result'), 'wouldOverwrite'],
    ['an ignored file where a folder comes', (folder) => write(folder, 'taken'), 'wouldOverwrite'],
    [
      'an ignored link',
      (folder) => symlinkSync('/nowhere', path.join(folder, 'config.yaml')),
      'wouldOverwrite',
    ],
    ['a file that is not tracked', (folder) => write(folder, 'sub'), 'wouldOverwrite'],
    ['an untracked folder where a file comes', (folder) => write(folder, 'sub/x'), 'wouldOverwrite'],
    ['an untracked file in the way of a deep folder', (folder) => write(folder, 'deep/er'), 'wouldOverwrite'],
    [
      'a link to a folder in the way of a folder',
      (folder) => symlinkSync(rig.parent(), path.join(folder, 'deep')),
      'wouldOverwrite',
    ],
    [
      'a change that git was told to assume away',
      (folder, git) => {
        git('update-index', '--assume-unchanged', 'a');
        write(folder, 'a');
      },
      'hiddenChanges',
    ],
    [
      'a change that git was told to skip',
      (folder, git) => {
        git('update-index', '--skip-worktree', 'a');
        write(folder, 'a');
      },
      'hiddenChanges',
    ],
    ['a bisect', (_, git) => git('bisect', 'start'), 'unfinishedOperation'],
    ['a rebase', (folder) => mkdirSync(path.join(folder, '.git', 'rebase-merge')), 'unfinishedOperation'],
    ['an am', (folder) => mkdirSync(path.join(folder, '.git', 'rebase-apply')), 'unfinishedOperation'],
    ...['MERGE_HEAD', 'CHERRY_PICK_HEAD', 'REVERT_HEAD'].map(
      (name): [string, (folder: string, git: Git) => void, FailureReason] => [
        `a ${name}`,
        (folder, git) => write(folder, `.git/${name}`, `${git('rev-parse', 'HEAD')}\n`),
        'unfinishedOperation',
      ],
    ),
    ['another git at work', (folder) => write(folder, '.git/index.lock', ''), 'locked'],
  ];
  for (const [what, arrange, reason] of dangers) {
    it(`is refused with ${what}, and not a byte changes`, async () => {
      const clone = await cloned();
      arrange(clone.folder, (...args) => rig.git(clone.folder, ...args));
      const before = snapshot(clone.folder);
      const head = rig.git(clone.folder, 'rev-parse', 'HEAD');
      const done = await checkoutAtDate(clone, DAY, rig.effects());
      assert.equal(done.kind === 'failed' && done.failure.reason, reason, JSON.stringify(done));
      assert.deepEqual(snapshot(clone.folder), before);
      assert.equal(rig.git(clone.folder, 'rev-parse', 'HEAD'), head);
    });
  }

  for (const populated of [true, false]) {
    it(`is refused where a submodule’s folder (${populated ? '' : 'not '}populated) becomes a file`, async () => {
      const clone = await cloned('nested');
      const inside = path.join(clone.folder, 'sub');
      write(inside, 'notes');
      if (populated) {
        rig.git(clone.folder, 'clone', '--quiet', rig.server.root + '/github.com/lab/code.git', 'sub.new');
        rig.git(`${inside}.new`, 'checkout', '--quiet', commits[0] ?? '');
        renameSync(path.join(`${inside}.new`, '.git'), path.join(inside, '.git'));
      }
      const before = snapshot(clone.folder);
      const done = await checkoutAtDate(clone, '2024-02-01', rig.effects());
      assert.equal(done.kind === 'failed' && done.failure.reason, 'wouldOverwrite', JSON.stringify(done));
      assert.deepEqual(snapshot(clone.folder), before);
      // Git itself would have continued and deleted the user's file.
      if (!populated) return;
      rig.git(clone.folder, 'checkout', '--quiet', '--no-overwrite-ignore', '--detach', 'FETCH_HEAD');
      assert.equal(readFileSync(inside, 'utf8'), 'a file once');
    });
  }

  const harmless: [what: string, arrange: (folder: string, git: Git) => void][] = [
    ['an untracked file elsewhere', (folder) => write(folder, 'notes/mine.txt')],
    ['an ignored file elsewhere', (folder) => write(folder, 'data/other.csv')],
    ['an empty folder where a file comes', (folder) => mkdirSync(path.join(folder, 'sub'))],
    [
      'a sparse checkout',
      (folder, git) => {
        git('sparse-checkout', 'set', '--no-cone', '/a', '/.gitignore');
        write(folder, 'notes/mine.txt');
      },
    ],
  ];
  for (const [what, arrange] of harmless) {
    it(`leaves ${what} as it is`, async () => {
      const clone = await cloned();
      arrange(clone.folder, (...args) => rig.git(clone.folder, ...args));
      const mine = Object.entries(snapshot(clone.folder)).filter(([, text]) => text.includes('mine'));
      const done = await checkoutAtDate(clone, DAY, rig.effects());
      assert.equal(done.kind, 'done', JSON.stringify(done));
      assert.equal(readFileSync(path.join(clone.folder, 'a'), 'utf8'), '2');
      const after = snapshot(clone.folder);
      for (const [name, text] of mine) assert.equal(after[name], text, name);
    });
  }
});
