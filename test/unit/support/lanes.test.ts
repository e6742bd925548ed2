import assert from 'node:assert/strict';
import { forecast, runJobs, type Job } from '../../support/lanes.mjs';

const job = (name: string, seconds: number, cores = 1, after: readonly string[] = []): Job => ({
  ...{ name, seconds, cores, after },
});

/** Runs jobs with their own clock for their given times, and returns a log as lines. */
async function log(jobs: readonly Job[], cores: number, failing: readonly string[] = []): Promise<string[]> {
  const lines: string[] = [];
  const running: { readonly end: number; readonly finish: () => void }[] = [];
  let now = 0;
  const all = runJobs(jobs, cores, {
    run: ({ name, seconds }) => {
      lines.push(`${now} ${name}`);
      return new Promise((resolve) => {
        running.push({ end: now + seconds, finish: () => resolve(!failing.includes(name)) });
      });
    },
    skip: ({ name }, failed) => lines.push(`${now} ${name} not run: ${failed}`),
  });
  const state = { ended: false };
  const settled = all.finally(() => (state.ended = true));
  settled.catch(() => undefined);
  for (;;) {
    await new Promise((resolve) => setImmediate(resolve));
    running.sort((a, b) => b.end - a.end);
    const next = running.pop();
    if (!next) break;
    now = next.end;
    next.finish();
  }
  await new Promise((resolve) => setImmediate(resolve));
  if (!state.ended) throw new Error(`jobs that never start, after ${lines.join(', ')}`);
  await settled;
  return [...lines, `${now} end`];
}

describe('jobs side by side', () => {
  const cases: readonly (readonly [what: string, jobs: readonly Job[], lines: readonly string[]])[] = [
    ['none', [], ['0 end']],
    [
      'the longest first, so that the lanes end together',
      [job('short', 1), job('mid', 4), job('long', 5)],
      ['0 long', '0 mid', '4 short', '5 end'],
    ],
    [
      'the longest chain first, however short its first job is',
      [job('long', 5), job('first', 1), job('mid', 4), job('last', 9, 1, ['first'])],
      ['0 first', '0 long', '1 last', '5 mid', '10 end'],
    ],
    [
      'a small job in the gap that a large one leaves',
      [job('large', 9, 1.5), job('larger', 9, 1.6), job('small', 2, 0.5)],
      ['0 large', '0 small', '9 larger', '18 end'],
    ],
    [
      'a job that wants more cores than there are alone',
      [job('all', 3, 8), job('other', 2)],
      ['0 all', '3 other', '5 end'],
    ],
    [
      'a job that fills gaps beside the others, however long it is',
      [
        { ...job('filler', 20, 0.5), fills: true },
        job('long', 9, 1),
        job('short', 2, 0.5),
        job('next', 3, 0.5),
      ],
      ['0 long', '0 next', '0 short', '2 filler', '22 end'],
    ],
    ['a job whose predecessor is not in the run', [job('a', 1, 1, ['elsewhere'])], ['0 a', '1 end']],
  ];
  for (const [what, jobs, lines] of cases) {
    it(`run ${what}`, async () => assert.deepEqual(await log(jobs, 2), lines));
    it(`take as long as forecast: ${what}`, () => assert.equal(`${forecast(jobs, 2)} end`, lines.at(-1)));
  }

  it('are not run after one that failed, nor what comes after them; others are', async () => {
    const jobs = [
      ...[job('a', 2), job('b', 1, 1, ['a']), job('c', 1, 1, ['b'])],
      ...[job('d', 1), job('e', 1, 1, ['d'])],
    ];
    assert.deepEqual(await log(jobs, 2, ['a', 'e']), [
      ...['0 a', '0 d', '1 e', '2 b not run: a', '2 c not run: b', '2 end'],
    ]);
  });

  it('that wait for each other are an error', async () => {
    await assert.rejects(log([job('a', 1, 1, ['b']), job('b', 1, 1, ['a'])], 2), /wait for each other: a, b/);
  });
});
