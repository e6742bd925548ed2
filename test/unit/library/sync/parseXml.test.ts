import assert from 'node:assert/strict';
import { parseXml } from '../../../../src/library/sync/parseXml';
import { withinCpuSeconds } from '../../../support/cpuTime';

describe('XML of a server', () => {
  const spaces = ' '.repeat(200_000);
  const rows: readonly (readonly [what: string, xml: string, value: unknown])[] = [
    ['elements and attributes', '<f a="1"><b>1984</b><b/></f>', { f: { '@a': '1', b: ['1984', ''] } }],
    ['entities', '<f>a &amp; b &#233;</f>', { f: 'a & b é' }],
    ['white space', '<f>\n  a\n  b\n</f>', { f: 'a\n  b' }],
    ['long white space', `<f>a${spaces}b</f>`, { f: 'a b' }],
    ['long white space in a tag', `<f a="1"${spaces}></f>`, { f: { '@a': '1' } }],
    [
      'much white space in tags',
      `<f>${`<a b="1"${' '.repeat(1_990)}/>`.repeat(4_000)}</f>`,
      { f: { a: Array.from({ length: 4_000 }, () => ({ '@b': '1' })) } },
    ],
    ['a text that is cut off', '<f><b>x</b>', undefined],
    ['no XML', 'Rate exceeded.', undefined],
    ['too many levels', `${'<a>'.repeat(10_000)}${'</a>'.repeat(10_000)}`, undefined],
    ['too many entities', `<f>${'&#38;'.repeat(10_000)}</f>`, undefined],
  ];
  for (const [what, xml, value] of rows)
    it(`is parsed, or is not valid: ${what}`, () =>
      withinCpuSeconds(10, () => assert.deepEqual(parseXml(xml), value)));
});
