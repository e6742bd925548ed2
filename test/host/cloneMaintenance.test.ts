import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { CloneMaintenance, type MaintenanceDeps } from '../../src/clone/cloneMaintenance';
import { madePaper } from '../support/papers';

describe('checking out a clone as of the day of a paper', () => {
  const { window } = vscode;
  const own = Object.getOwnPropertyDescriptor(window, 'withProgress');
  const repository = { host: 'github.com', owner: 'lab', name: 'model', url: 'https://github.com/lab/model' };
  const [earlier, later] = [
    madePaper('2308.12966', { published: '2023-08-24', repositories: [repository] }),
    madePaper('2502.13923', { published: '2025-02-19', repositories: [repository] }),
  ];
  const clone = {
    folder: '/clones/model',
    ...{ host: 'github.com', owner: 'lab', name: 'model' },
    paperId: earlier.id,
  };
  const titles: (string | undefined)[] = [];

  before(() => {
    const value = ({ title }: vscode.ProgressOptions): Promise<unknown> => {
      titles.push(title);
      return Promise.resolve({ kind: 'cancelled' });
    };
    Object.defineProperty(window, 'withProgress', { value, configurable: true });
  });
  after(() => Object.defineProperty(window, 'withProgress', own ?? {}));
  beforeEach(() => (titles.length = 0));

  const cases: readonly (readonly [of: string, argument: unknown, day: string])[] = [
    ['the paper that was cloned', earlier.id, '2023-08-24'],
    ['another paper with the same repository', later.id, '2025-02-19'],
    ['the only clone', undefined, '2023-08-24'],
  ];
  for (const [of, argument, day] of cases)
    it(`uses the day ${day} for ${of}`, async () => {
      const papers = new Map([earlier, later].map((paper) => [paper.id, paper]));
      const maintenance = new CloneMaintenance({
        papers: { ready: Promise.resolve(), paper: (id: string) => papers.get(id) },
        cloned: { refresh: () => Promise.resolve(), clonesOf: () => [clone], all: () => [clone] },
        consent: { allows: () => Promise.resolve(true) },
      } as unknown as MaintenanceDeps);
      await maintenance.paperDay(argument);
      assert.deepEqual(titles, [`Checking out lab/model as of ${day}`]);
      maintenance.dispose();
    });
});
