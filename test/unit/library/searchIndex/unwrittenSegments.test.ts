import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseQuery } from '../../../../src/core/query/parseQuery';
import { SearchIndex } from '../../../../src/library/searchIndex/searchIndex';
import { generatedPapers } from '../../../support/generatedPapers';

const workerFile = path.resolve('dist/library/indexWorker.js');
const papers = generatedPapers(320, 41, 15);

describe('segments that cannot be written', () => {
  let root = '';
  beforeEach(() => (root = mkdtempSync(path.join(tmpdir(), 'unwritten-'))));
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  for (const [where, count] of [
    ['in the host', 100],
    ['in the worker', 310],
  ] as const)
    it(`stay in memory until a later update can write them: indexed ${where}`, async () => {
      const said: string[] = [];
      const note = (text: string): void => void said.push(text);
      const log = { trace: note, debug: note, info: note, warn: note, error: note };
      // A file in place of the parent folder makes every write fail.
      const parent = path.join(root, 'parent');
      writeFileSync(parent, '');
      const folder = path.join(parent, 'index');
      const index = new SearchIndex({ folder, workerFile, log });
      const finds = (query: string): readonly string[] =>
        index.current.search(parseQuery(query), { limit: 5 }).map(({ paper }) => paper.id);
      try {
        await index.update(papers.slice(0, count));
        await index.idle;
        const last = papers[count - 1];
        assert.ok(finds(last?.title ?? '').includes(last?.id ?? ''));
        assert.match(said.join('\n'), /could not be kept/);
        assert.doesNotMatch(said.join('\n'), /worker failed/);

        rmSync(parent);
        await index.update(papers.slice(0, count + 1));
        await index.idle;
        assert.ok(readdirSync(folder).some((name) => name.endsWith('.segment')));
      } finally {
        index.dispose();
      }
    });
});
