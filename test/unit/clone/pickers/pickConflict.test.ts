import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { InputBoxOptions } from 'vscode';
import type * as PickConflict from '../../../../src/clone/pickers/pickConflict';
import { scratchFolder } from '../../../support/scratch.mjs';
import { withVSCode } from '../../../support/withVSCode';

describe('the name of a clone beside another folder', () => {
  let box: InputBoxOptions | undefined;
  before(async () => {
    const vscode = {
      l10n: { t: (message: string) => message },
      window: {
        showQuickPick: (rows: readonly { readonly action: string }[]) =>
          Promise.resolve(rows.find(({ action }) => action === 'name')),
        showInputBox: (options: InputBoxOptions) => Promise.resolve(void (box = options)),
      },
    };
    const { pickConflict } = await withVSCode<typeof PickConflict>(
      vscode,
      () => import('../../../../src/clone/pickers/pickConflict'),
    );
    const parent = scratchFolder('parent');
    mkdirSync(path.join(parent, 'code', 'src'), { recursive: true });
    await pickConflict('lab/code', 'https://github.com/lab/code', path.join(parent, 'code'), parent);
  });

  it('is the first free one', () => assert.equal(box?.value, 'code-2'));

  for (const [name, advice] of [
    ['code-3', undefined],
    ['code', 'A folder or file of that name is there already.'],
    ['', 'Type a name.'],
    ['a/b', 'A name can’t hold any of < > : " / \\ | ? *.'],
    ['.git', 'Names that start with a dot are reserved for settings and tools.'],
    ['aux', 'This name is reserved on Windows. Choose another.'],
    ['node_modules', 'Folders of this name are for installed packages. Choose another name.'],
    ['-x', 'A name can’t start with a dash.'],
    ['x.', 'A name can’t start or end with a space or end with a dot.'],
    ['x'.repeat(300), 'The name is too long.'],
  ] as const)
    it(`${JSON.stringify(name.slice(0, 20))} ${advice === undefined ? 'is valid' : `gets the advice: ${advice}`}`, async () =>
      assert.equal(await box?.validateInput?.(name), advice));
});
