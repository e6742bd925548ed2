import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { CloneCommand, type CloneCommandDeps } from '../../src/clone/cloneCommand';
import { openActions } from '../../src/clone/messages/openActions';
import { askAboutSize, mayBeLarge } from '../../src/clone/pickers/sizeQuestion';
import { keepLastFolderIn, pickFolder } from '../../src/clone/pickers/pickParent';
import { SECTION, Setting } from '../../src/ids';
import { madePaper } from '../support/papers';
import { scratchFolder } from '../support/scratch.mjs';

describe('the folder dialog of a clone', () => {
  const { window } = vscode;
  const original = Object.getOwnPropertyDescriptor(window, 'showOpenDialog');
  const git = () => vscode.workspace.getConfiguration('git');
  const [usual, chosen] = [scratchFolder('usual'), scratchFolder('chosen')];
  const asked: vscode.OpenDialogOptions[] = [];
  let kept: unknown;

  before(async () => {
    const value = (options: vscode.OpenDialogOptions): Promise<vscode.Uri[]> => {
      asked.push(options);
      return Promise.resolve([vscode.Uri.file(chosen)]);
    };
    Object.defineProperty(window, 'showOpenDialog', { value, configurable: true });
    const memory = {
      get: () => kept,
      update: (_: string, value: unknown) => Promise.resolve(void (kept = value)),
    };
    keepLastFolderIn(memory as unknown as vscode.Memento);
    await git().update('defaultCloneDirectory', usual, vscode.ConfigurationTarget.Global);
  });
  after(async () => {
    Object.defineProperty(window, 'showOpenDialog', original ?? {});
    await git().update('defaultCloneDirectory', undefined, vscode.ConfigurationTarget.Global);
  });

  it('starts at the default folder of Git, then at the folder that was chosen last', async () => {
    assert.equal(await pickFolder(), chosen);
    assert.equal(await pickFolder(), chosen);
    assert.deepEqual(
      asked.map(({ defaultUri, title }) => [defaultUri?.fsPath, title]),
      [
        [usual, 'Clone into which folder?'],
        [chosen, 'Clone into which folder?'],
      ],
    );
  });

  it('does not start at a folder that is gone', async () => {
    kept = path.join(chosen, 'gone');
    asked.length = 0;
    await pickFolder();
    assert.equal(asked[0]?.defaultUri?.fsPath, usual);
  });
});

describe('the actions on a clone', () => {
  const labels = async (folder: string): Promise<readonly string[]> => {
    mkdirSync(folder, { recursive: true });
    const clone = { folder, opens: folder, name: 'lab/code', paperId: '2401.00001' };
    return (await openActions(clone, () => Promise.resolve())).map(({ label }) => label);
  };

  it('begin with the Explorer for a clone inside the workspace', async () => {
    const [workspace] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(workspace);
    const folder = vscode.Uri.joinPath(workspace.uri, 'inside');
    assert.deepEqual(await labels(folder.fsPath), [
      'Reveal in Explorer',
      'Open Folder',
      'Open in New Window',
    ]);
    await vscode.workspace.fs.delete(folder);
  });

  it('begin with opening a clone elsewhere, and show it only where the file manager can', async () => {
    assert.deepEqual(await labels(scratchFolder('outside')), [
      'Open Folder',
      'Add to Workspace',
      ...(vscode.env.remoteName === undefined ? ['Reveal in Explorer'] : []),
      'Open in New Window',
    ]);
  });
});

describe('the question before a clone of unknown size', () => {
  const { window } = vscode;
  const original = Object.getOwnPropertyDescriptor(window, 'showWarningMessage');
  const model = {
    host: 'huggingface.co',
    owner: 'made-up',
    name: 'quokka',
    url: 'https://huggingface.co/made-up/quokka',
  };
  after(() => Object.defineProperty(window, 'showWarningMessage', original ?? {}));

  it('is about models and data sets only', () => {
    const places = [model, { ...model, owner: 'datasets/made-up' }, { ...model, owner: 'spaces/made-up' }];
    assert.deepEqual(places.map(mayBeLarge), [true, true, false]);
    assert.equal(mayBeLarge({ ...model, host: 'github.com' }), false);
  });

  it('clones only if the user says so', async () => {
    const asked: unknown[] = [];
    const answers = [undefined, 'Clone'];
    const value = (...given: unknown[]): Promise<string | undefined> => {
      asked.push(given[0], ...given.slice(2));
      return Promise.resolve(answers.shift());
    };
    Object.defineProperty(window, 'showWarningMessage', { value, configurable: true });
    assert.equal(await askAboutSize({ id: '1' }, model), false);
    assert.equal(await askAboutSize({ id: '1' }, model), true);
    const question = ['The size of made-up/quokka is not known. Clone it?', 'Clone', 'Look into Repository'];
    assert.deepEqual(asked, [...question, ...question]);
  });
});

describe('opening what is at the target of a clone', () => {
  const { window } = vscode;
  const names = ['showQuickPick', 'showInformationMessage'] as const;
  const own = names.map((name) => Object.getOwnPropertyDescriptor(window, name));
  const parentFolder = (value: string | undefined): Thenable<void> =>
    vscode.workspace
      .getConfiguration(SECTION)
      .update(Setting.cloneParentFolder, value, vscode.ConfigurationTarget.Global);
  const repository = { host: 'github.com', owner: 'lab', name: 'code', url: 'https://github.com/lab/code' };
  const paper = madePaper('2401.00001', { title: 'P', repositories: [repository] });
  const messages: string[] = [];
  let parent: string;

  beforeEach(async () => {
    parent = scratchFolder('parent');
    messages.length = 0;
    const answers = {
      showQuickPick: (rows: readonly vscode.QuickPickItem[]) =>
        Promise.resolve(rows.find(({ label }) => label === 'Open it')),
      showInformationMessage: (text: string) => Promise.resolve(void messages.push(text)),
    };
    for (const name of names)
      Object.defineProperty(window, name, { value: answers[name], configurable: true });
    await parentFolder(parent);
  });
  after(async () => {
    names.forEach((name, at) => Object.defineProperty(window, name, own[at] ?? {}));
    await parentFolder(undefined);
  });

  const cloneCommand = (): CloneCommand =>
    new CloneCommand({
      papers: { ready: Promise.resolve(), paper: () => paper },
      cloner: { running: () => undefined },
      cloned: { refresh: () => Promise.resolve(), cloneOf: () => undefined },
      consent: { allows: () => Promise.resolve(true) },
      note: () => Promise.resolve(),
    } as unknown as CloneCommandDeps);

  const cases: readonly (readonly [what: string, url: string | undefined, message: RegExp])[] = [
    ['a folder', undefined, /^“code” is a folder that is not a repository/],
    ['another repository', 'https://github.com/else/code', /^“code” is another repository/],
    ['the clone', 'https://github.com/lab/code.git', /^lab\/code is in .*code\.$/],
  ];
  for (const [what, url, message] of cases)
    it(`says that it is ${what}, and returns ${what === 'the clone' ? 'its folder' : 'no clone'}`, async () => {
      const folder = path.join(parent, 'code');
      mkdirSync(path.join(folder, ...(url === undefined ? [] : ['.git'])), { recursive: true });
      writeFileSync(path.join(folder, 'thesis.txt'), 'mine');
      if (url !== undefined)
        writeFileSync(path.join(folder, '.git', 'config'), `[remote "origin"]\n\turl = ${url}\n`);
      const result = await cloneCommand().run(paper.id);
      assert.equal(result, what === 'the clone' ? folder : undefined);
      for (let turns = 0; messages.length === 0 && turns < 500; turns += 1)
        await new Promise((resolve) => setTimeout(resolve, 10));
      assert.match(messages[0] ?? '', message);
    });
});
