import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { encodePaper } from '../../../../../src/library/store/paperFile';
import { PaperFolder } from '../../../../../src/library/store/folder/paperFolder';
import { silentLog } from '../../../../support/log';
import { madePaper } from '../../../../support/papers';
import { scratchFolder } from '../../../../support/scratch.mjs';
import { takeOver } from '../../../../support/takeOver';

describe('a folder of papers', () => {
  it('is not changed by a window whose lock was taken over', async () => {
    const root = scratchFolder('folder');
    const folder = path.join(root, 'papers');
    const papers = new PaperFolder(folder, path.join(root, 'papers.summary'), silentLog);
    const write = (id: string, before: () => void): Promise<void> =>
      papers.locked((lock) => {
        before();
        return papers.write('2026-03', [encodePaper(madePaper(id))], lock);
      });
    await write('2603.00001', () => undefined);
    const content = readFileSync(path.join(folder, '2026-03.jsonl'), 'utf8');
    await assert.rejects(
      write('2603.00002', () => takeOver(path.join(folder, '.lock'))),
      /Another window took over/,
    );
    assert.equal(readFileSync(path.join(folder, '2026-03.jsonl'), 'utf8'), content);
  });
});
