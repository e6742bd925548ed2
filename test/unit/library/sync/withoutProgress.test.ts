import assert from 'node:assert/strict';
import { FEED_STATE, type FeedProgress } from '../../../../src/library/sync/feedState';
import { withoutProgress } from '../../../../src/library/sync/withoutProgress';

const TODAY = '2026-03-05';
/** The last day from which a refresh reads on without a gap: 92 days ago. */
const OLDEST = '2025-12-03';

describe('the progress of the feed after damaged files', () => {
  const without = (files: readonly string[], progress: Partial<FeedProgress>): FeedProgress | undefined => {
    const feeds = new Map([['https://hub.example', { months: [], ...progress }]]);
    return withoutProgress({ ...FEED_STATE.read(undefined), feeds }, files, TODAY).feeds.get(
      'https://hub.example',
    );
  };
  const gap = (from: string, to: string): Pick<FeedProgress, 'gap'> => ({ gap: { from, to } });

  const cases: readonly (readonly [
    what: string,
    files: readonly string[],
    before: Partial<FeedProgress>,
    after: Partial<FeedProgress>,
  ])[] = [
    ['of this month', ['2026-03'], { readTo: TODAY }, { readTo: '2026-02-28' }],
    ['of a month in reach of a refresh', ['2026-01'], { readTo: TODAY }, { readTo: '2025-12-31' }],
    [
      'of a month out of reach',
      ['2025-12'],
      { readTo: TODAY },
      { readTo: TODAY, ...gap('2025-12-01', TODAY) },
    ],
    [
      'of a month whose papers all came long ago',
      ['2024-10'],
      { readTo: TODAY },
      { readTo: TODAY, ...gap('2024-10-01', '2025-03-31') },
    ],
    ['of a month that is read later anyway', ['2026-02'], { readTo: '2026-01-10' }, { readTo: '2026-01-10' }],
    ['of a later, far month', ['2025-10'], { readTo: '2025-09-10' }, { readTo: '2025-09-10' }],
    [
      'of a month before the feed began',
      ['2023-02'],
      { readTo: TODAY },
      { readTo: TODAY, ...gap('2023-05-04', '2023-07-31') },
    ],
    ['of a month of which the feed has no papers', ['2007-05'], { readTo: TODAY }, { readTo: TODAY }],
    [
      'of several months',
      ['2025-06', '2026-02', '2026-01', '2025-04'],
      { readTo: TODAY },
      { readTo: '2025-12-31', ...gap('2025-04-01', '2025-11-30') },
    ],
    [
      'beside an earlier gap',
      ['2024-10'],
      { readTo: TODAY, ...gap('2024-01-05', '2024-02-10') },
      { readTo: TODAY, ...gap('2024-01-05', '2025-03-31') },
    ],
    ['before the first refresh', ['2026-02'], {}, {}],
    [
      'with a clock that was ahead',
      ['2025-11'],
      { readTo: '2099-01-01' },
      { readTo: '2099-01-01', ...gap('2025-11-01', TODAY) },
    ],
    [
      'of months that the archive had',
      ['2025-06'],
      { readTo: '2025-03-01', months: ['2025-05', '2025-06', '2025-11', '2025-12'] },
      { readTo: '2025-03-01', months: ['2025-05', '2025-12'] },
    ],
    [
      'of papers whose ids have no month',
      ['other'],
      { readTo: TODAY, months: ['2024-05', '2025-12'] },
      { readTo: OLDEST, months: [] },
    ],
    ['of a name that is no month', ['2026-13'], { readTo: TODAY }, { readTo: OLDEST }],
  ];
  for (const [what, files, before, after] of cases)
    it(`${what} (${files.join(', ')})`, () =>
      assert.deepEqual(without(files, { last: 5, notBefore: 6, ...before }), {
        last: 5,
        notBefore: 6,
        months: [],
        ...after,
      }));
});
