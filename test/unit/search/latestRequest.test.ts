import assert from 'node:assert/strict';
import { LatestRequest } from '../../../src/search/latestRequest';

/** Returns a promise and the functions that settle it. */
function settled<T>(): { promise: Promise<T>; resolve: (value: T) => void; reject: (error: Error) => void } {
  let resolve!: (value: T) => void;
  let reject!: (error: Error) => void;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

describe('the latest request', () => {
  it('answers', async () => {
    assert.deepEqual(await new LatestRequest().run(() => Promise.resolve(1)), { kind: 'answer', value: 1 });
  });

  it('says when it failed', async () => {
    const error = new Error('broken');
    assert.deepEqual(await new LatestRequest().run(() => Promise.reject(error)), { kind: 'failure', error });
  });

  it('drops an earlier answer that comes after a later one', async () => {
    const latest = new LatestRequest();
    const first = settled<string>();
    const second = settled<string>();
    const outcomes = [latest.run(() => first.promise), latest.run(() => second.promise)];
    second.resolve('second');
    assert.deepEqual(await outcomes[1], { kind: 'answer', value: 'second' });
    first.resolve('first');
    assert.deepEqual(await outcomes[0], { kind: 'stale' });
  });

  it('drops an earlier failure without reporting it, and an answer after cancel', async () => {
    const latest = new LatestRequest();
    const first = settled<string>();
    const outcome = latest.run(() => first.promise);
    latest.cancel();
    first.reject(new Error('late'));
    assert.deepEqual(await outcome, { kind: 'stale' });
  });

  it('aborts the signal of the earlier work', async () => {
    const latest = new LatestRequest();
    let first: AbortSignal | undefined;
    void latest.run((signal) => {
      first = signal;
      return new Promise(() => undefined);
    });
    await latest.run(() => Promise.resolve());
    assert.equal(first?.aborted, true);
  });
});
