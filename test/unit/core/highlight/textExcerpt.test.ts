import assert from 'node:assert/strict';
import { textExcerpt } from '../../../../src/core/highlight/textExcerpt';
import { parseQuery } from '../../../../src/core/query/parseQuery';

const TEXT = [
  'Digging deep burrows',
  'We study wombats. Dropout of the diggers is rare, but drop out rates vary. Deep nets dig.',
  'The deep and wide burrow collapses. We measure a burrow that is deep.',
].join('\n');

describe('the excerpt of a kept text', () => {
  for (const [query, sentence] of [
    ['text:wombat ', 'We study wombats.'],
    ['text:womb', 'We study wombats.'],
    ['text:"deep nets"', 'Deep nets dig.'],
    ['text:"deep burrows" text:measure ', 'Digging deep burrows'],
    ['text:burrow text:measure ', 'We measure a burrow that is deep.'],
    ['text:collapse wombats study', '…deep and wide burrow collapses.'],
    ['-text:collapse text:rates ', '…is rare, but drop out rates vary.'],
    ['text:quokka ', undefined],
    ['wombats', undefined],
    ['-text:wombats', undefined],
  ] as const) {
    it(`of ${query} is ${sentence ?? 'missing'}`, () =>
      assert.equal(textExcerpt(TEXT, parseQuery(query))?.trim(), sentence));
  }

  it('is short although a table has no end of a sentence', () => {
    const excerpt = textExcerpt(
      `${'cell '.repeat(5_000)}burrow ${'cell '.repeat(5_000)}`,
      parseQuery('text:burrow'),
    );
    assert.match(excerpt ?? '', /^….*burrow .*…$/);
    assert.ok((excerpt ?? '').length <= 300);
  });
});
