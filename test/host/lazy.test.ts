import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { Lazy, lazyCommand, NotLoadedError } from '../../src/lazy';
import { silentLog } from '../support/log';

/** A part whose load ends on request. */
class Load {
  loads = 0;
  disposed = 0;
  finish: (error?: Error) => void = () => undefined;
  readonly lazy = new Lazy(silentLog, () => {
    this.loads += 1;
    return new Promise<vscode.Disposable>((resolve, reject) => {
      this.finish = (error) =>
        error ? reject(error) : resolve(new vscode.Disposable(() => (this.disposed += 1)));
    });
  });

  async begun(times: number): Promise<void> {
    while (this.loads < times) await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('a part that is loaded at its first use', () => {
  const { window } = vscode;
  const original = Object.getOwnPropertyDescriptor(window, 'showErrorMessage');
  let shown: unknown[][] = [];
  before(() => {
    const value = (...args: unknown[]): Promise<undefined> => {
      shown.push(args);
      return Promise.resolve(undefined);
    };
    Object.defineProperty(window, 'showErrorMessage', { value, configurable: true });
  });
  beforeEach(() => (shown = []));
  after(() => Object.defineProperty(window, 'showErrorMessage', original ?? {}));

  it('is loaded once for all callers, and reported to listeners before that', async () => {
    const load = new Load();
    const order: string[] = [];
    const waiting = [1, 2].map((n) => load.lazy.use(() => order.push(`waiter ${n}`)));
    load.lazy.onLoad(() => order.push('listener'));
    await load.begun(1);
    assert.equal(load.lazy.loaded, undefined);
    load.finish();
    await Promise.all(waiting);
    assert.deepEqual(order, ['listener', 'waiter 1', 'waiter 2']);
    assert.equal(load.loads, 1);
    load.lazy.dispose();
    assert.equal(load.disposed, 1);
  });

  it('shows one message when it cannot be loaded, and is tried again with the next use', async () => {
    const load = new Load();
    const waiting = [load.lazy.use(() => 'used'), load.lazy.use(() => 'used')];
    const asked = assert.rejects(load.lazy.get(), NotLoadedError);
    await load.begun(1);
    load.finish(new Error('Cannot find module'));
    assert.deepEqual(await Promise.all(waiting), [undefined, undefined]);
    await asked;
    assert.equal(shown.length, 1);
    assert.deepEqual(shown[0]?.slice(1), ['Show Log', 'Reload Window']);
    const again = load.lazy.use(() => 'used');
    await load.begun(2);
    load.finish();
    assert.equal(await again, 'used');
    load.lazy.dispose();
  });

  it('is disposed without a message if the extension ends while it loads', async () => {
    const load = new Load();
    let used = false;
    const waiting = load.lazy.use(() => (used = true));
    await load.begun(1);
    load.lazy.dispose();
    load.finish();
    assert.equal(await waiting, undefined);
    assert.equal(used, false);
    assert.equal(load.disposed, 1);
    await assert.rejects(load.lazy.get(), NotLoadedError);
    assert.deepEqual([load.loads, shown], [1, []]);
  });

  it('keeps a command waiting until it is loaded', async () => {
    const load = new Load();
    const command = lazyCommand('papers.test.lazy', load.lazy, (_, first, second) => [first, second]);
    const result = vscode.commands.executeCommand('papers.test.lazy', 1, 'two');
    await load.begun(1);
    load.finish();
    assert.deepEqual(await result, [1, 'two']);
    command.dispose();
    load.lazy.dispose();
  });

  it('runs no command of a removed row, because it would act on another paper', async () => {
    const load = new Load();
    const calls: unknown[][] = [];
    const command = lazyCommand('papers.test.lazy', load.lazy, (_, ...args) => calls.push([...args]));
    const row = { paperId: '2109.00859' };
    const run = (...args: unknown[]) => vscode.commands.executeCommand('papers.test.lazy', ...args);
    await run(undefined, undefined);
    assert.equal(load.loads, 0);
    const running = [run(), run(undefined), run(row, undefined), run(undefined, [row])];
    await load.begun(1);
    load.finish();
    await Promise.all(running);
    assert.deepEqual(calls, [[], [undefined], [row, undefined], [undefined, [row]]]);
    command.dispose();
    load.lazy.dispose();
  });
});
