import assert from 'node:assert/strict';
import { comparableTitle } from '../../../../src/core/citation/comparableTitle';

describe('title for comparison', () => {
  it('compares titles by letters and digits', () => {
    assert.equal(
      comparableTitle('{\\`E}tude of \\emph{Eﬃcient} $k$-means'),
      comparableTitle('Étude of Efficient k-Means'),
    );
    assert.equal(comparableTitle('…'), '');
  });
});
