import assert from 'node:assert/strict';
import { runInSlices, SliceQueue } from '../../src/timeSlice';

/** Blocks the thread for a few slices. */
function* work(stopped: { steps: number }): Generator<void, string> {
  for (; stopped.steps < 50; stopped.steps += 1) {
    const end = performance.now() + 1;
    while (performance.now() < end);
    yield;
  }
  return 'done';
}

describe('work in time slices', () => {
  it('lets the host run meanwhile and returns the result', async () => {
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 0);
    assert.equal(await runInSlices(work({ steps: 0 })), 'done');
    clearInterval(timer);
    assert.ok(turns > 1, `${turns} turns`);
  });

  it('ends at the next pause after it was aborted', async () => {
    const abort = new AbortController();
    const counted = { steps: 0 };
    const running = runInSlices(work(counted), abort.signal);
    setImmediate(() => abort.abort(new Error('no longer wanted')));
    await assert.rejects(running, /no longer wanted/);
    assert.ok(counted.steps < 50, `${counted.steps} steps`);
  });
});

describe('tasks that wait in a queue', () => {
  const busy = (): void => {
    const end = performance.now() + 1;
    while (performance.now() < end);
  };

  it('run in order, with the host in between', async () => {
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 0);
    const queue = new SliceQueue();
    const order: number[] = [];
    const tasks = Array.from({ length: 50 }, (_, n) => () => {
      busy();
      order.push(n);
      return n;
    });
    const results = await Promise.all(tasks.map((task) => queue.run(task)));
    clearInterval(timer);
    assert.deepEqual(results, [...tasks.keys()]);
    assert.deepEqual(order, results);
    assert.ok(turns > 1, `${turns} turns`);
  });

  it('give what they return or throw, and go on after an error', async () => {
    const queue = new SliceQueue();
    const failing = queue.run(() => {
      throw new Error('no row');
    });
    const late = queue.run(() => Promise.resolve('late'));
    await assert.rejects(failing, /no row/);
    assert.equal(await late, 'late');
    assert.equal(await queue.run(() => 'later'), 'later');
  });
});
