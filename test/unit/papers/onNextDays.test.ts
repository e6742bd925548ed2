import assert from 'node:assert/strict';
import { onNextDays } from '../../../src/papers/onNextDays';

describe('a change of the day', () => {
  it('is reported once, at the first check after midnight, until disposed', () => {
    let now = new Date(2026, 2, 5, 23, 40);
    let reported = 0;
    let check = (): void => assert.fail('no timer');
    const days = onNextDays(
      () => reported++,
      () => now,
      (run) => {
        check = run;
        return () => (check = () => undefined);
      },
    );
    const seen = [
      [2026, 2, 5, 23, 50],
      [2026, 2, 6, 0, 1],
      [2026, 2, 6, 0, 11],
      // The machine slept for two days.
      [2026, 2, 8, 9, 0],
    ].map(([year, month, day, hour, minute]) => {
      now = new Date(year ?? 0, month ?? 0, day, hour, minute);
      check();
      return reported;
    });
    assert.deepEqual(seen, [0, 1, 1, 2]);
    days.dispose();
    now = new Date(2026, 2, 9);
    check();
    assert.equal(reported, 2);
  });
});
