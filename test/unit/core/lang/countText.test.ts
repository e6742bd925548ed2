import assert from 'node:assert/strict';
import { countText, ENGLISH, type Locale } from '../../../../src/core/lang/translator';

const forms = { one: '{0} paper in {1}', other: '{0} papers in {1}' };

describe('sentence about a count', () => {
  const rows: [language: string, count: number, text: string][] = [
    ['en', 1, '1 paper in A'],
    ['en', 0, '0 papers in A'],
    ['en', 1204, '1,204 papers in A'],
    ['de', 1, '1 paper in A'],
    ['de', 1204, '1.204 papers in A'],
    // Japanese and Chinese have one form.
    ['ja', 1, '1 papers in A'],
    ['zh-cn', 1204, '1,204 papers in A'],
    // French counts 0 as one.
    ['fr', 0, '0 paper in A'],
  ];
  for (const [language, count, text] of rows) {
    it(`${language}: ${text}`, () => {
      const locale: Locale = { ...ENGLISH, language };
      assert.equal(countText(locale, count, forms, 'A'), text);
    });
  }
});
