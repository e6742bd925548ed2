import assert from 'node:assert/strict';
import type { CitableEntry } from '../../../../src/core/citation/bibFile';
import { assignCitationKeys } from '../../../../src/core/citation/citationKey';
import { cslJson, parseCslJson } from '../../../../src/core/citation/cslJson';
import { keysOfEntries } from '../../../../src/core/citation/existingEntry';
import { references } from '../../../../src/core/citation/reference';
import { parseRis, ris } from '../../../../src/core/citation/ris';
import { madePaper } from '../../../support/papers';

type Format = readonly [
  extension: string,
  write: typeof cslJson,
  parse: (text: string) => readonly CitableEntry[],
];

const FORMATS: readonly Format[] = [
  ['CSL-JSON', cslJson, parseCslJson],
  ['RIS', ris, parseRis],
];

describe('keys in an exported file', () => {
  const [first, second, third] = ['2401.00001', '2401.00002', 'scaling-by-title'].map((id) =>
    madePaper(id, { title: `Scaling Laws of Models ${id}`, authors: ['Yue Wang'], published: '2024-01-01' }),
  );
  assert.ok(first && second && third);

  for (const [format, write, parse] of FORMATS) {
    it(`${format}: each paper keeps the key of its entry, in any order of the list`, () => {
      const keys = new Map([
        [first.id, 'wang2024scaling'],
        [second.id, 'wang2024scalingb'],
        [third.id, 'mine'],
      ]);
      const text = write(references([third, second, first], (id) => id, keys));
      const papers = [second, first, third];
      const kept = keysOfEntries(papers, parse(text));
      const now = new Map(assignCitationKeys(papers, kept).map(({ paper, key }) => [paper.id, key]));
      assert.deepEqual(
        now,
        new Map(
          [...keys].sort(
            ([a], [b]) => papers.findIndex(({ id }) => id === a) - papers.findIndex(({ id }) => id === b),
          ),
        ),
      );
    });

    for (const text of [
      '',
      'no such format',
      '{}',
      '[1, null, {"id": 3}]',
      'ER  - \nTY  - UNPB\n',
      '<<<<<<< HEAD\n[{',
    ])
      it(`${format}: no keys in ${JSON.stringify(text)}`, () => assert.deepEqual(parse(text), []));
  }

  it('RIS: reads LF, a longer file, and the first value of a tag', () => {
    const text =
      'TY  - UNPB\nID  - k\nTI  - One\nTI  - Two\nAN  - arXiv:2109.00859v2\nDO  - 10.1/X\nER  - \n\nTY  - UNPB\nTI  - x\nER  - \n';
    assert.deepEqual(parseRis(text), [{ key: 'k', arxivId: '2109.00859', doi: '10.1/x', title: 'one' }]);
  });
});
