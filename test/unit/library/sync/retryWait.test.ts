import assert from 'node:assert/strict';
import { backoff, MAX_WAIT_MS, quotaWait, retryAfter } from '../../../../src/library/sync/retryWait';

describe('wait times in headers of a server', () => {
  const now = Date.parse('2026-03-05T12:00:00Z');
  const waits: [header: string | null, wait: number | undefined][] = [
    [null, undefined],
    ['', undefined],
    ['later', undefined],
    ['-5', undefined],
    ['0', 0],
    [' 30 ', 30_000],
    ['99999999999', MAX_WAIT_MS],
    ['9'.repeat(400), undefined],
    ['Thu, 05 Mar 2026 12:00:30 GMT', 30_000],
    ['Thu, 05 Mar 2020 12:00:30 GMT', 0],
  ];
  for (const [header, wait] of waits) {
    it(`Retry-After: ${header?.slice(0, 40) ?? 'none'}`, () => assert.equal(retryAfter(header, now), wait));
  }

  const quotas: [header: string | null, wait: number][] = [
    [null, 0],
    ['"api";r=499;t=300', 0],
    ['"api";r=0;t=55', 55_000],
    ['"api"; r=0; t=55', 55_000],
    ['"api";r=0', 0],
    ['"api";r=0;t=999999999', MAX_WAIT_MS],
  ];
  for (const [header, wait] of quotas) {
    it(`RateLimit: ${header ?? 'none'}`, () => assert.equal(quotaWait(header), wait));
  }

  it('makes every pause longer than the last, and spreads it', () => {
    assert.deepEqual(
      [0, 1, 2].map((attempt) => backoff(attempt, () => 0)),
      [500, 1_000, 2_000],
    );
    assert.deepEqual(
      [0, 1, 2].map((attempt) => backoff(attempt, () => 1)),
      [1_500, 3_000, 6_000],
    );
  });
});
