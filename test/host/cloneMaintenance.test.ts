import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { CloneMaintenance, type MaintenanceDeps } from '../../src/clone/cloneMaintenance';
import type { Repository } from '../../src/core/paper/paper';
import { Command } from '../../src/ids';
import { madePaper } from '../support/papers';

/** Replaces functions of an object. Returns a function that restores them. */
function replace<T extends object>(target: T, functions: Partial<Record<keyof T, unknown>>): () => void {
  const names = Object.keys(functions) as (keyof T)[];
  const own = names.map((name) => Object.getOwnPropertyDescriptor(target, name));
  for (const name of names)
    Object.defineProperty(target, name, { value: functions[name], configurable: true });
  return () => names.forEach((name, at) => Object.defineProperty(target, name, own[at] ?? {}));
}

const repositoryOf = (owner: string, name: string): Repository => ({
  ...{ host: 'github.com', owner, name },
  url: `https://github.com/${owner}/${name}`,
});

describe('checking out a clone as of the day of a paper', () => {
  const model = [repositoryOf('lab', 'model')];
  const [earlier, later, uncloned, withoutCode] = [
    madePaper('2308.12966', { published: '2023-08-24', repositories: model }),
    madePaper('2502.13923', { published: '2025-02-19', repositories: model }),
    madePaper('2401.00001', { title: 'Uncloned', repositories: [repositoryOf('lab', 'other')] }),
    madePaper('2401.00002', { title: 'Without code' }),
  ];
  const papers = new Map([earlier, later, uncloned, withoutCode].map((paper) => [paper.id, paper]));
  const clone = {
    folder: '/clones/model',
    ...{ host: 'github.com', owner: 'lab', name: 'model' },
    paperId: earlier.id,
  };
  const restore: (() => void)[] = [];
  /** Titles of progress, messages with their buttons, and commands that ran. */
  const shown: (string | undefined)[] = [];
  /** Button that is pressed in the next message. */
  let button: string | undefined;

  before(() => {
    restore.push(
      replace(vscode.window, {
        withProgress: ({ title }: vscode.ProgressOptions) => {
          shown.push(title);
          return Promise.resolve({ kind: 'cancelled' });
        },
        showInformationMessage: (text: string, ...labels: readonly string[]) => {
          shown.push([text, ...labels].join(' | '));
          return Promise.resolve(labels.find((label) => label === button));
        },
        showQuickPick: (rows: readonly vscode.QuickPickItem[]) => Promise.resolve(rows[0]),
      }),
      replace(vscode.commands, {
        executeCommand: (...call: readonly unknown[]) => Promise.resolve(void shown.push(call.join(' '))),
      }),
    );
  });
  after(() => restore.forEach((undo) => undo()));
  beforeEach(() => {
    shown.length = 0;
    button = undefined;
  });

  async function run(argument: unknown, page: string | undefined, clones = [clone]): Promise<void> {
    const maintenance = new CloneMaintenance({
      papers: { ready: Promise.resolve(), paper: (id: string) => papers.get(id) },
      activePaper: () => page,
      cloned: {
        refresh: () => Promise.resolve(),
        clonesOf: ({ name }: Repository) => clones.filter((one) => one.name === name),
        all: () => clones,
      },
      consent: { allows: () => Promise.resolve(true) },
    } as unknown as MaintenanceDeps);
    await maintenance.paperDay(argument);
    maintenance.dispose();
  }

  const days: readonly (readonly [of: string, argument: unknown, page: string | undefined, day: string])[] = [
    ['the paper that was cloned', earlier.id, undefined, '2023-08-24'],
    ['another paper with the same repository', later.id, undefined, '2025-02-19'],
    ['the only clone', undefined, undefined, '2023-08-24'],
    ['the paper of the active page', undefined, later.id, '2025-02-19'],
    ['the given paper, not that of the active page', earlier.id, later.id, '2023-08-24'],
  ];
  for (const [of, argument, page, day] of days)
    it(`uses the day ${day} for ${of}`, async () => {
      await run(argument, page);
      assert.deepEqual(shown, [`Checking out lab/model as of ${day}`]);
    });

  const another = 'Choose Another Clone…';
  const messages: readonly (readonly [
    of: string,
    page: string | undefined,
    clones: (typeof clone)[],
    message: string,
  ])[] = [
    [
      'the clone of another paper',
      uncloned.id,
      [clone],
      `The code of “Uncloned” is not cloned yet. | Clone Repository | ${another}`,
    ],
    ['no clone', uncloned.id, [], 'The code of “Uncloned” is not cloned yet. | Clone Repository'],
    [
      'no code',
      withoutCode.id,
      [clone],
      `“Without code” names no repository that can be cloned. | ${another}`,
    ],
    [
      'a page whose paper was removed',
      '2401.00003',
      [clone],
      `The code of “2401.00003” is not cloned yet. | ${another}`,
    ],
    ['no clone and no page', undefined, [], 'No repository is cloned yet. | Clone Repository'],
  ];
  for (const [of, page, clones, message] of messages)
    it(`offers what can be done where there is ${of}`, async () => {
      await run(undefined, page, clones);
      assert.deepEqual(shown, [message]);
    });

  const buttons: readonly (readonly [button: string, does: string])[] = [
    ['Clone Repository', `${Command.cloneRepository} ${uncloned.id}`],
    [another, 'Checking out lab/model as of 2023-08-24'],
  ];
  for (const [label, does] of buttons)
    it(`goes on after ${label}`, async () => {
      button = label;
      await run(undefined, uncloned.id);
      assert.deepEqual(shown.slice(1), [does]);
    });
});
