import assert from 'node:assert/strict';
import { isStaleAbstract } from '../../../src/fullText/staleAbstract';
import { hubText, madeUpSections } from '../../support/hub-content';

const ID = '2603.00001';
const fetched = '2026-03-05T15:00:00.000Z';
const at = Date.parse(fetched);
const DAY_MS = 86_400_000;

describe('kept text to fetch again', () => {
  const abstract = { fetched, answer: hubText(ID, 'Quokkas', 'Only an abstract.', 'abs') };
  const complete = { fetched, answer: hubText(ID, 'Quokkas', madeUpSections('quokkas')) };

  it('is one with only the abstract, after a day', () => {
    assert.equal(isStaleAbstract(abstract, at), false);
    assert.equal(isStaleAbstract(abstract, at + DAY_MS - 1), false);
    assert.equal(isStaleAbstract(abstract, at + DAY_MS), true);
    assert.equal(isStaleAbstract(complete, at + DAY_MS), false);
  });

  it('is one with only the abstract and a time in the future', () =>
    assert.equal(isStaleAbstract(abstract, at - 1), true));
});
