import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { clonePlace, type CloneFolders } from '../../../../src/clone/agent/clonePlace';
import { ToolError } from '../../../../src/core/agent/toolArguments';
import { onNetworkDrive } from '../../../support/networkDrive';
import { scratchFolder } from '../../../support/scratch.mjs';
import { github } from '../rig';

describe('the place of a clone for an agent', () => {
  const root = realpathSync(scratchFolder('place'));
  const at = (...parts: readonly string[]): string => path.join(root, ...parts);
  const made = (...parts: readonly string[]): string => {
    mkdirSync(at(...parts), { recursive: true });
    return at(...parts);
  };
  const folders: CloneFolders = {
    configured: undefined,
    workspace: [made('work')],
    ofGit: made('git default'),
    home: made('home'),
  };

  before(() => {
    for (const name of ['work/libs', 'home/code', 'elsewhere', 'work/.git/x', 'work/other/code']) made(name);
    writeFileSync(at('work/other/code/mine.txt'), 'mine');
    writeFileSync(at('work/file'), '');
    symlinkSync(at('elsewhere'), at('work/link'));
    execFileSync('git', ['init', '--quiet', made('work/had/code')]);
    const remote = ['-C', at('work/had/code'), 'remote', 'add', 'origin', 'https://github.com/lab/code.git'];
    execFileSync('git', remote);
  });

  const rows: readonly (readonly [
    what: string,
    folder: string | undefined,
    change: Partial<CloneFolders>,
    expected: string | RegExp,
  ])[] = [
    ['the workspace', undefined, {}, 'free work/code'],
    ['the folder in the settings', undefined, { configured: at('set') }, 'free set/code'],
    ['the default folder of Git', undefined, { workspace: [] }, 'free git default/code'],
    ['no folder at all', undefined, { workspace: [], ofGit: undefined }, /No folder is open/],
    ['one of several', undefined, { workspace: [at('work'), at('home')] }, /several folders.*work, /],
    ['a folder in the workspace', 'libs', {}, 'free work/libs/code'],
    ['the clone’s own folder', 'libs/Code', {}, 'free work/libs/code'],
    ['the workspace itself', '.', { configured: at('set') }, 'free work/code'],
    ['an absolute folder', at('elsewhere'), {}, 'free elsewhere/code'],
    ['an absolute folder of its own', at('elsewhere', 'code'), {}, 'free elsewhere/code'],
    ['the home folder', '~', {}, 'free home/code'],
    ['a missing folder', 'libs/none', {}, /does not exist/],
    ['a missing folder outside', '../none', {}, /leaves/],
    ['a folder outside', '../elsewhere', {}, /leaves/],
    ['a link out of the workspace', 'link', {}, /leaves/],
    ['a link by its absolute path', at('work', 'link'), {}, 'free elsewhere/code'],
    ['a file', 'file', {}, /does not exist/],
    ['a folder of Git', '.git/x', {}, /inside a \.git folder/],
    ['a folder of another name', 'other', {}, /exists already and is something else/],
    ['a clone of it', 'had', {}, 'present work/had/code'],
    ['a control character', 'libs\u0000', {}, /control characters/],
    ['a relative folder without a workspace', 'x', { workspace: [], ofGit: undefined }, /No folder is open/],
  ];
  for (const [what, folder, change, expected] of rows) {
    it(`${what}: ${typeof expected === 'string' ? expected : 'refused'}`, async () => {
      const place = clonePlace(github('code'), folder, { ...folders, ...change });
      if (expected instanceof RegExp) {
        await assert.rejects(place, (error) => error instanceof ToolError && expected.test(error.message));
        return;
      }
      const { kind, folder: target } = await place;
      assert.equal(`${kind} ${path.relative(root, target)}`, expected);
    });
  }

  it('a network drive of Windows', async () => {
    const place = (folder?: string): ReturnType<typeof clonePlace> =>
      onNetworkDrive(root, () => clonePlace(github('code'), folder, folders));
    assert.equal((await place()).folder, at('work', 'code'));
    assert.equal((await place('libs')).folder, at('work', 'libs', 'code'));
  });
});
