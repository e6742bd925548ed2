import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseTopics } from '../../../../src/core/topics/topics';
import { encodeTopics, readBundledTopics, topicFiles } from '../../../../src/library/topics/bundledTopics';
import { inProject } from '../../../support/project.mjs';
import { scratchFolder } from '../../../support/scratch.mjs';

const SEEDS = readFileSync(inProject('seeds', 'topics.json'), 'utf8');
const { topics } = parseTopics(JSON.parse(SEEDS));

describe('the bundled topics', () => {
  it('come with the extension as they would be parsed here', async () => {
    const { built } = topicFiles(inProject('.'));
    const read = await readBundledTopics({ built: built ?? '', readFile: () => assert.fail('parsed again') });
    assert.deepEqual(read, { topics, problems: [] });
    assert.ok(topics.length > 10);
  });

  const whole = encodeTopics(topics);
  const damaged: readonly (readonly [what: string, text: string | undefined])[] = [
    ['is missing', undefined],
    ['is empty', ''],
    ['is cut off', whole.slice(0, -20)],
    ['has another letter', whole.replace('"label":"', '"label":"x')],
    ['has no checksum', whole.slice(whole.indexOf('\n') + 1)],
    ['is no JSON', `${'0'.repeat(8)}\n`],
  ];
  for (const [what, text] of damaged)
    it(`are parsed if the file of the build ${what}`, async () => {
      const built = path.join(scratchFolder('topics'), 'topics.json');
      if (text !== undefined) writeFileSync(built, text);
      const read = await readBundledTopics({ built, readFile: () => Promise.resolve(SEEDS) });
      assert.deepEqual(read, { topics, problems: [] });
    });

  it('are an error if both files can’t be read', async () => {
    const gone = path.join(scratchFolder('topics'), 'gone');
    await assert.rejects(readBundledTopics(topicFiles(gone)), /ENOENT/);
  });
});
