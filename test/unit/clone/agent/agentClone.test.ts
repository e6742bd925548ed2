import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { cloneAnswer } from '../../../../src/clone/agent/cloneAnswer';
import { clonePlace } from '../../../../src/clone/agent/clonePlace';
import type { AgentLibrary } from '../../../../src/core/agent/agentLibrary';
import { clonePaper, planClone, planKey, type AgentCloner } from '../../../../src/core/agent/clonePaper';
import { madePaper } from '../../../support/papers';
import { english } from '../../../support/english';
import { makeRepository } from '../../../support/git-fixtures';
import { github, listing, startRig, type Rig } from '../rig';

const PAPERS = [
  madePaper('2401.00001', { title: 'One', repositories: [github('code')] }),
  madePaper('2401.00002', { title: 'Two', repositories: [github('code'), github('data')] }),
  madePaper('2401.00003', { title: 'None', repositories: [] }),
  madePaper('2401.00004', { title: 'Gone', repositories: [github('gone')] }),
];

/** The part of a library that cloning uses. */
const library = {
  ready: () => Promise.resolve(),
  papers: () => PAPERS,
  paper: (id: string) => PAPERS.find((paper) => paper.id === id),
} as unknown as AgentLibrary;

describe('papers_clone', () => {
  let rig: Rig;
  let commits: readonly string[];

  before(async () => {
    rig = await startRig();
    const files = { 'README.md': 'one' };
    commits = makeRepository(rig.server.root, 'github.com/lab/code', [{ date: '2024-01-01', files }]);
  });
  after(() => rig.close());
  beforeEach(() => {
    rig.server.fault = undefined;
  });

  /** Clones into a folder with the extension's git code, without a window. */
  const clonerInto = (
    parent: string,
    isRestricted = false,
    isNetworkOff = false,
  ): AgentCloner<AbortSignal> => ({
    isRestricted,
    isNetworkOff,
    place: (repository, folder) =>
      clonePlace(repository, folder, { configured: parent, workspace: [], ofGit: undefined, home: parent }),
    clone: async ({ repository, place }, signal) =>
      cloneAnswer(repository, await rig.clone({ repository, parent: place.parent }, { signal }), english),
  });
  /** Calls the tool as VS Code does after the user agreed. */
  const agreed = async (
    args: object,
    cloner: AgentCloner<AbortSignal>,
    signal?: AbortSignal,
  ): Promise<Readonly<Record<string, unknown>>> => {
    const key = await planClone(args, library, cloner).then(planKey, () => undefined);
    return clonePaper(args, key, library, cloner, signal);
  };

  it('answers with folder, commit and date', async () => {
    const parent = rig.parent();
    const answer = await agreed({ id: '2401.00001' }, clonerInto(parent));
    assert.deepEqual([answer['status'], answer['cloned']], ['ok', true]);
    assert.equal(answer['folder'], path.join(parent, 'code'));
    assert.deepEqual([answer['commit'], answer['date']], [commits[0], '2024-01-01']);
    const again = await agreed({ id: '2401.00001' }, clonerInto(parent));
    assert.deepEqual([again['status'], again['cloned'], again['folder']], ['ok', false, answer['folder']]);
  });

  it('clones nothing where the user turned the network off, and names a clone that is there', async () => {
    const parent = rig.parent();
    const refused = await agreed({ id: '2401.00001' }, clonerInto(parent, false, true));
    assert.equal(refused['status'], 'not_available');
    assert.match(String(refused['error']), /network off.*papers\.network/);
    assert.deepEqual(listing(parent), []);
    await agreed({ id: '2401.00001' }, clonerInto(parent));
    const present = await agreed({ id: '2401.00001' }, clonerInto(parent, false, true));
    assert.deepEqual([present['status'], present['cloned']], ['ok', false]);
  });

  const errors: readonly (readonly [args: object, status: string, error: RegExp])[] = [
    [{}, 'invalid_argument', /"id" is missing/],
    [{ id: 'nothing' }, 'not_found', /papers_search/],
    [{ id: '2401.00003' }, 'not_available', /names no repository/],
    [{ id: '2401.00002' }, 'invalid_argument', /several repositories.*lab\/code, .*lab\/data/],
    [{ id: '2401.00002', repository: 'https://github.com/evil/code' }, 'invalid_argument', /No repository/],
    [{ id: '2401.00002', repository: 7.5 }, 'invalid_argument', /No repository/],
    [{ id: '2401.00001', folder: ['x'] }, 'invalid_argument', /"folder" must be a string/],
    [{ id: '2401.00001', folder: '../../etc' }, 'invalid_argument', /leaves/],
    [{ id: '2401.00004' }, 'failed', /lab\/gone was not cloned\. .* Open its page/],
  ];
  for (const [args, status, error] of errors) {
    it(`answers ${JSON.stringify(args)} with ${status} and clones nothing`, async () => {
      const parent = rig.parent();
      const answer = await agreed(args, clonerInto(parent));
      assert.equal(answer['status'], status);
      assert.match(String(answer['error']), error);
      assert.deepEqual(listing(parent), []);
    });
  }

  for (const repository of ['code', 'Lab/Code', 'https://github.com/lab/code', 'github.com/lab/code.git/']) {
    it(`finds the repository by ${repository}`, async () => {
      const args = { id: '2401.00002', repository };
      const plan = await planClone(args, library, clonerInto(rig.parent()));
      assert.equal(plan.repository.url, 'https://github.com/lab/code');
    });
  }

  it('clones nothing that the user was not asked about', async () => {
    const [parent, other] = [rig.parent(), rig.parent()];
    const plan = await planClone({ id: '2401.00001' }, library, clonerInto(other));
    for (const key of [undefined, planKey(plan)]) {
      const answer = await clonePaper({ id: '2401.00001' }, key, library, clonerInto(parent));
      assert.equal(answer.status, 'not_available');
    }
    assert.ok(!existsSync(path.join(parent, 'code')));
  });

  it('clones nothing in an untrusted workspace', async () => {
    const parent = rig.parent();
    const requests = rig.server.requests.length;
    const answer = await agreed({ id: '2401.00001' }, clonerInto(parent, true));
    assert.equal(answer['status'], 'not_available');
    assert.match(String(answer['error']), /trust the workspace/);
    assert.deepEqual([listing(parent), rig.server.requests.length], [[], requests]);
  });

  it('leaves nothing after a cancelled call', async () => {
    const parent = rig.parent();
    rig.server.fault = { kind: 'hang' };
    const cancel = new AbortController();
    const call = agreed({ id: '2401.00001' }, clonerInto(parent), cancel.signal);
    setTimeout(() => cancel.abort(), 200);
    assert.equal((await call)['status'], 'cancelled');
    assert.deepEqual(listing(parent), []);
  });
});
