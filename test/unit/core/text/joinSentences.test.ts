import assert from 'node:assert/strict';
import { joinSentences } from '../../../../src/core/text/joinSentences';

describe('joined sentences', () => {
  const rows: [sentences: readonly string[], text: string][] = [
    [[], ''],
    [['One.'], 'One.'],
    [['One.', '', 'Two?', 'Three.'], 'One. Two? Three.'],
    [['未克隆 a/b。', '磁盘已满。'], '未克隆 a/b。磁盘已满。'],
    [
      ['a/b はクローンされませんでした。', 'Git のメッセージ: x', '再試行。'],
      'a/b はクローンされませんでした。Git のメッセージ: x 再試行。',
    ],
  ];
  for (const [sentences, text] of rows) {
    it(JSON.stringify(text), () => assert.equal(joinSentences(sentences), text));
  }
});
