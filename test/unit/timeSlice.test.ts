import assert from 'node:assert/strict';
import { runInSlices } from '../../src/timeSlice';

/** Keeps the thread busy for a few slices. */
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
