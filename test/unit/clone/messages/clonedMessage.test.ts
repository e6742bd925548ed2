import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { clonedMessage } from '../../../../src/clone/messages/clonedMessage';
import type { CloneOutcome } from '../../../../src/clone/cloneTypes';
import { makeRepository } from '../../../support/git-fixtures';
import { english } from '../../../support/english';
import { github, startRig, type Rig } from '../rig';

type Cloned = Extract<CloneOutcome, { kind: 'cloned' }>;

const plain: Cloned = {
  kind: 'cloned',
  folder: '/work/research/code',
  opens: '/work/research/code',
  history: 'shallow',
  left: { files: 0, bytes: 0 },
};

describe('the message of a finished clone', () => {
  const cases: [what: string, change: Partial<Cloned>, says: RegExp, severity: string][] = [
    [
      'that it has no history',
      {},
      /^lab\/code was cloned into “research”, its newest state without the history\.$/,
      'info',
    ],
    [
      'nothing of a history that it has',
      { history: 'full' },
      /^lab\/code was cloned into “research”\.$/,
      'info',
    ],
    [
      'that there is no code yet',
      { isReadme: true },
      /history\. It holds only a README and documents so far, no code\.$/,
      'info',
    ],
    ['that a branch is gone', { missingRef: 'dev' }, /“dev” in the link no longer exists/, 'info'],
    [
      'what was left out',
      { left: { files: 2, bytes: 3e9 } },
      /2 large files \(3\.0 GB\) were left out/,
      'info',
    ],
    [
      'what the repository around it makes of it',
      { enclosingRepository: '/work/research' },
      /repository around it, “research”, lists it as a new folder/,
      'warning',
    ],
  ];
  for (const [what, change, says, severity] of cases) {
    it(`says ${what}`, () => {
      const message = clonedMessage('lab/code', { ...plain, ...change }, english);
      assert.match(message.text, says);
      assert.equal(message.severity, severity);
      assert.doesNotMatch(message.text, /trust/i);
    });
  }

  describe('names the repository around the clone', () => {
    let rig: Rig;
    before(async () => {
      rig = await startRig();
      makeRepository(rig.server.root, 'github.com/lab/code', [{ files: { a: 'a' } }]);
    });
    after(() => rig.close());

    async function around(parent: string, name = 'code'): Promise<string | undefined> {
      const outcome = await rig.clone({ repository: github('code'), parent, name });
      assert.equal(outcome.kind, 'cloned');
      return outcome.enclosingRepository;
    }

    it('and is invisible to it before it is complete', async () => {
      const parent = rig.parent();
      rig.git(parent, 'init', '--quiet');
      const seen = new Set<string>();
      const onProgress = (): unknown => seen.add(rig.git(parent, 'status', '--porcelain'));
      assert.equal((await rig.clone({ repository: github('code'), parent }, { onProgress })).kind, 'cloned');
      assert.deepEqual([...seen], ['']);
    });

    it('where there is none', async () => assert.equal(await around(rig.parent()), undefined));

    it('above it, at any height, and not where it is ignored', async () => {
      const parent = rig.parent();
      rig.git(parent, 'init', '--quiet');
      assert.equal(await around(parent), parent);
      assert.equal(await around(path.join(parent, 'code'), 'inner'), path.join(parent, 'code'));
      writeFileSync(path.join(parent, '.gitignore'), '/papers/\n');
      assert.equal(await around(parent, 'papers'), undefined);
      assert.equal(await around(parent, 'other'), parent);
    });
  });
});
