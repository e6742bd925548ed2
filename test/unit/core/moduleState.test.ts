import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { cachedStem, stem } from '../../../src/core/analysis/stemmer';
import { countText, formatNumber, formatPercent } from '../../../src/core/lang/translator';
import { parseStoredPaper } from '../../../src/core/paper/storedPaper';
import { longDay } from '../../../src/core/text/formatDate';
import { madePaper } from '../../support/papers';
import { inProject } from '../../support/project.mjs';

const core = inProject('src/core');

/** Returns the size of the largest map or set to which a function adds entries. */
function largestSize(work: () => void): number {
  let largest = 0;
  const [map, set] = [Map.prototype, Set.prototype];
  const put = Reflect.get(map, 'set') as (this: Map<unknown, unknown>, key: unknown, value: unknown) => void;
  const add = Reflect.get(set, 'add') as (this: Set<unknown>, value: unknown) => void;
  map.set = function (key, value) {
    put.call(this, key, value);
    largest = Math.max(largest, this.size);
    return this;
  };
  set.add = function (value) {
    add.call(this, value);
    largest = Math.max(largest, this.size);
    return this;
  };
  try {
    work();
  } finally {
    Reflect.set(map, 'set', put);
    Reflect.set(set, 'add', add);
  }
  return largest;
}

/** Module variables that start empty and so can grow for as long as the process runs. */
const GROWING = /^(?:const|let) (\w+)(?::[^=]+)? = (?:new (?:Map|Set)(?:<.*>)?\(\)|\[\]|\{\});/gm;

describe('state of modules in the core', () => {
  it('is only what has a limit', () => {
    const found = readdirSync(core, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) =>
        [...readFileSync(path.join(core, file), 'utf8').matchAll(GROWING)].map(
          (match) => `${file.replaceAll(path.sep, '/')}: ${match[1] ?? ''}`,
        ),
      );
    assert.deepEqual(found.sort(), [
      // At most 50,000 stems.
      'analysis/stemmer.ts: cache',
      // One for each language; cleared when full.
      'lang/translator.ts: formats',
      'lang/translator.ts: percents',
      'lang/translator.ts: rules',
      // Publication days; cleared when full.
      'paper/storedPaper.ts: validDays',
      // One for each language and style; cleared when full.
      'text/formatDate.ts: formats',
    ]);
  });

  const paper = madePaper('2603.00001');
  /** For each cache, its limit and a function that adds more entries. */
  const caches: readonly (readonly [name: string, limit: number, fill: () => void])[] = [
    [
      'stems',
      50_000,
      () => {
        for (let n = 0; n < 60_000; n += 1) cachedStem(`limit${n}ing`);
      },
    ],
    [
      'days',
      10_000,
      () => {
        for (let n = 0; n < 11_000; n += 1)
          parseStoredPaper({ ...paper, published: new Date(n * 86_400_000).toISOString().slice(0, 10) });
      },
    ],
    [
      'formats',
      50,
      () => {
        for (let n = 0; n < 60; n += 1) longDay('2026-01-02', `en-x-a${n}`);
      },
    ],
    [
      'formats of numbers',
      20,
      () => {
        for (let n = 0; n < 25; n += 1) formatNumber(1, `en-x-b${n}`);
      },
    ],
    [
      'formats of percentages',
      20,
      () => {
        for (let n = 0; n < 25; n += 1) formatPercent(0.4, `en-x-d${n}`);
      },
    ],
    [
      'rules of plurals',
      20,
      () => {
        for (let n = 0; n < 25; n += 1)
          countText({ t: (text) => text, language: `en-x-c${n}` }, 1, { one: '', other: '' });
      },
    ],
  ];
  for (const [name, limit, fill] of caches)
    it(`is at most ${limit} ${name}`, () => {
      const largest = largestSize(fill);
      // A smaller size would mean that the test does not fill the cache.
      assert.equal(largest, limit);
    });

  it('gives the same answers when the cache of stems is full', () => {
    const before = cachedStem('retrieving');
    for (let n = 0; n < 60_000; n += 1) cachedStem(`word${n}ing`);
    assert.equal(cachedStem('retrieving'), before);
    assert.equal(before, stem('retrieving'));
  });
});
