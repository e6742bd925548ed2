import assert from 'node:assert/strict';
import { surfaceFormsOf, commonForm } from '../../../../../../src/core/index/searcher/related/surfaceForms';

describe('the spelling of a stem in two papers', () => {
  const rows: readonly (readonly [name: string, stem: string, one: string, other: string, form: string])[] = [
    ['the form that both have', 'token', 'Tokens, tokens, a tokenizer.', 'A tokenizer.', 'tokenizer'],
    ['the most frequent of those', 'model', 'A model, models, models.', 'Models. A model.', 'models'],
    ['a compound as a whole', 'hoc', 'An ad-hoc query.', 'On ad-hoc retrieval.', 'ad-hoc'],
    [
      'its word alone where the compounds differ',
      'awar',
      'It is code-aware.',
      'A memory-aware one.',
      'aware',
    ],
    ['lower case where any is', 'retriev', 'Retrieval helps.', 'We study retrieval.', 'retrieval'],
    ['capitals that are its own', 'bert', 'With BERT.', 'Of BERT.', 'BERT'],
    ['some form where none is common', 'token', 'Tokenizers, tokenizers.', 'A tokenization.', 'tokenizers'],
  ];
  for (const [name, stem, one, other, form] of rows)
    it(name, () => assert.equal(commonForm(stem, surfaceFormsOf('', one), surfaceFormsOf('', other)), form));

  it('without the capitals of a title', () => {
    const forms = surfaceFormsOf('Zero-Shot Transfer of BERT', '');
    const shown = ['shot', 'transfer', 'bert'].map((stem) => commonForm(stem, forms, forms));
    assert.deepEqual(shown, ['zero-shot', 'transfer', 'BERT']);
  });
  it('or nothing, for a stem that neither has', () =>
    assert.equal(commonForm('x', surfaceFormsOf('', ''), surfaceFormsOf('', '')), undefined));
});
