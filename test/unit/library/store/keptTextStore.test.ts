import assert from 'node:assert/strict';
import { readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { KeptTextStore, type KeptText } from '../../../../src/library/store/keptTextStore';
import { leaveTemporary } from '../../../support/staleTemporary';
import { silentLog } from '../../../support/log';
import { scratchFolder } from '../../../support/scratch.mjs';

describe('kept texts', () => {
  let folder: string;
  beforeEach(() => (folder = scratchFolder('texts')));

  const store = (maxBytes?: number): KeptTextStore => new KeptTextStore(folder, silentLog, maxBytes);
  const text = (id: string, answer = `Text of ${id}.\nSecond line “ü”.`): KeptText => ({
    id,
    fetched: '2026-03-05T15:00:00.000Z',
    host: 'hub.example',
    answer,
  });
  const never = (): boolean => false;
  const files = (): string[] => readdirSync(folder).sort();

  for (const id of ['2603.00001', 'cs/0112017', 'math.GT/0309136', 'hep-th/9901001']) {
    it(`returns the text of ${id} as it was written`, async () => {
      assert.equal(await store().read(id), undefined);
      assert.equal(await store().write(text(id), never), true);
      assert.deepEqual(await store().read(id), text(id));
      assert.deepEqual(
        (await store().list()).map((file) => file.id),
        [id],
      );
      await store().remove([id]);
      assert.equal(await store().read(id), undefined);
      assert.deepEqual(files(), []);
    });
  }

  it('removes temporary files of killed processes', async () => {
    leaveTemporary(path.join(folder, '2603.00001.md'));
    await store().write(text('2603.00002'), never);
    assert.equal(files().length, 1);
  });

  it('replaces a text', async () => {
    await store().write(text('2603.00001', 'old'), never);
    await store().write(text('2603.00001', 'new'), never);
    assert.equal((await store().read('2603.00001'))?.answer, 'new');
    assert.equal(files().length, 1);
  });

  for (const [what, damage] of [
    ['cut off', (content: string) => content.slice(0, -5)],
    ['changed', (content: string) => content.replace('Second', 'Third')],
    ['empty', () => ''],
    ['without its first line', (content: string) => content.slice(content.indexOf('\n') + 1)],
    ['of another paper', (content: string) => content.replaceAll('2603.00001', '2603.00002')],
  ] as const) {
    it(`does not return a file that is ${what}, and replaces it`, async () => {
      await store().write(text('2603.00001'), never);
      const file = path.join(folder, '2603.00001.md');
      writeFileSync(file, damage(readFileSync(file, 'utf8')));
      assert.equal(await store().read('2603.00001'), undefined);
      await store().write(text('2603.00001'), never);
      assert.deepEqual(await store().read('2603.00001'), text('2603.00001'));
    });
  }

  it('leaves a file of a newer version alone', async () => {
    await store().write(text('2603.00001'), never);
    const file = path.join(folder, '2603.00001.md');
    const newer = readFileSync(file, 'utf8').replace('"schema":1', '"schema":2');
    writeFileSync(file, newer);
    assert.equal(await store().read('2603.00001'), undefined);
    assert.equal(await store().write(text('2603.00001'), never), false);
    assert.equal(readFileSync(file, 'utf8'), newer);
  });

  it('removes the oldest texts above its size, those of saved papers last', async () => {
    const long = 'x'.repeat(1_000);
    for (const [at, id] of ['2603.00001', '2603.00002', '2603.00003'].entries()) {
      await store().write(text(id, long), never);
      utimesSync(path.join(folder, `${id}.md`), 1_000 + at, 1_000 + at);
    }
    await store(2_500).write(text('2603.00004', long), (id) => id === '2603.00001');
    assert.deepEqual(files(), ['2603.00001.md', '2603.00004.md']);
    await store(1_500).write(text('2603.00005', long), (id) => id === '2603.00001');
    assert.deepEqual(files(), ['2603.00005.md']);
  });

  it('keeps a text that alone is above its size', async () => {
    await store(10).write(text('2603.00001'), never);
    assert.deepEqual(files(), ['2603.00001.md']);
  });
});
