import assert from 'node:assert/strict';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { AGENT_TOOLS } from '../../../../src/core/agent/tools';

describe('the descriptions of the tools for agents', () => {
  // Each conversation with the tools contains them. Counted with the tokenizer of GPT-4o and later models.
  it('take fewer than 1,000 tokens with their schemas', () => {
    const tokens = countTokens(JSON.stringify(AGENT_TOOLS));
    assert.ok(tokens > 100 && tokens < 1_000, `${tokens} tokens`);
  });
});
