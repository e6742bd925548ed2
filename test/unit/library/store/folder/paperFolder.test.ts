import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { encodePaper } from '../../../../../src/library/store/paperFile';
import { PaperFolder } from '../../../../../src/library/store/folder/paperFolder';
import { refusing } from '../../../../support/heldFiles';
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

  it('removes a file as soon as a virus scanner has read it', async () => {
    const root = scratchFolder('folder');
    const file = path.join(root, 'imported', 'day.jsonl');
    const papers = new PaperFolder(path.dirname(file), path.join(root, 'imported.summary'), silentLog);
    await papers.locked((lock) => papers.write('day', [encodePaper(madePaper('2603.00001'))], lock));
    const scanner = { of: /day\.jsonl$/, code: 'EBUSY', times: 2, calls: ['rm'] } as const;
    await refusing(scanner, () => papers.remove('day'));
    assert.ok(!existsSync(file));
  });
});
