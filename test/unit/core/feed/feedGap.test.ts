import assert from 'node:assert/strict';
import { gapWithout, joinedGap, type FeedGap } from '../../../../src/core/feed/feedGap';

const span = (gap: FeedGap | undefined): string | undefined => gap && `${gap.from} ${gap.to}`;
const gapOf = (text: string): FeedGap => {
  const [from = '', to = ''] = text.split(' ');
  return { from, to };
};

describe('a gap in the feed', () => {
  const cases: readonly (readonly [gap: string, read: readonly string[], rest: string | undefined])[] = [
    ['2026-03-06 2026-06-19', [], '2026-03-06 2026-06-19'],
    ['2026-03-06 2026-06-19', ['2026-06'], '2026-03-06 2026-05-31'],
    ['2026-03-06 2026-06-19', ['2026-03'], '2026-04-01 2026-06-19'],
    ['2026-03-06 2026-06-19', ['2026-03', '2026-04', '2026-06'], '2026-05-01 2026-05-31'],
    ['2026-03-06 2026-06-19', ['2026-04', '2026-05'], '2026-03-06 2026-06-19'],
    ['2026-03-06 2026-06-19', ['2026-03', '2026-04', '2026-05', '2026-06'], undefined],
    ['2025-11-20 2026-02-03', ['2026-02', '2026-01'], '2025-11-20 2025-12-31'],
    ['2024-01-10 2024-03-05', ['2024-03'], '2024-01-10 2024-02-29'],
    ['2026-03-06 2026-03-09', ['2026-03'], undefined],
    ['2026-03-06 2026-03-09', ['2026-04', '2025-03'], '2026-03-06 2026-03-09'],
  ];
  for (const [gap, read, rest] of cases)
    it(`from ${gap.replace(' ', ' to ')} becomes ${rest ?? 'nothing'} after ${read.join(', ') || 'no month'}`, () => {
      assert.equal(span(gapWithout(gapOf(gap), (month) => read.includes(month))), rest);
    });

  it('contains what two gaps contain', () => {
    const [early, late] = [gapOf('2025-01-01 2025-06-01'), gapOf('2026-03-06 2026-06-19')];
    for (const [one, other, both] of [
      [undefined, undefined, undefined],
      [early, undefined, '2025-01-01 2025-06-01'],
      [undefined, late, '2026-03-06 2026-06-19'],
      [early, late, '2025-01-01 2026-06-19'],
      [late, early, '2025-01-01 2026-06-19'],
    ] as const)
      assert.equal(span(joinedGap(one, other)), both);
  });
});
