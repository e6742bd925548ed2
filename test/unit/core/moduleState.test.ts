import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { cachedStem, stem } from '../../../src/core/analysis/stemmer';
import { inProject } from '../../support/project.mjs';

const core = inProject('src/core');

/** Variables of modules that begin empty, and so can grow for as long as the process runs. */
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
      // Days of publication; cleared when it is full.
      'paper/storedPaper.ts: validDays',
      // One for each language and style.
      'text/formatDate.ts: formats',
    ]);
  });

  it('stays the same in what it answers when the cache of stems is full', () => {
    const before = cachedStem('retrieving');
    for (let n = 0; n < 60_000; n += 1) cachedStem(`word${n}ing`);
    assert.equal(cachedStem('retrieving'), before);
    assert.equal(before, stem('retrieving'));
  });
});
