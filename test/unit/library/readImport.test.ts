import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Imports } from '../../../src/library/imports';
import { Library } from '../../../src/library/library';
import { readImport } from '../../../src/library/readImport';
import { PaperStore } from '../../../src/library/store/paperStore';
import { readable } from '../../../src/library/texToUnicode';
import { silentLog } from '../../support/log';
import { madePaper } from '../../support/papers';
import { scratchFolder } from '../../support/scratch.mjs';
import { storeWords } from '../../support/store-words';

const PAPERS = 600;
const abstract = 'We study $\\alpha$-divergences of marsupials in \\emph{time}. '.repeat(10);
const BYTES = Buffer.from(
  Array.from({ length: PAPERS }, (_, n) =>
    JSON.stringify({ id: `2603.${String(n).padStart(5, '0')}`, title: `Wombats ${n}`, abstract }),
  ).join('\n'),
);

/** Returns all files below a folder with their contents. */
function snapshot(folder: string): ReadonlyMap<string, string> {
  const entries = readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true });
  return new Map(
    entries.map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      return [file, entry.isFile() ? readFileSync(file, 'latin1') : 'folder'];
    }),
  );
}

describe('an import that is cancelled', () => {
  const folder = scratchFolder('import');
  const store = new PaperStore(folder, storeWords, silentLog);
  const library = new Library({
    readBundled: () => Promise.resolve({ papers: [], problems: [] }),
    readKept: () => store.read(),
    log: silentLog,
  });
  const imports = new Imports(library, store);
  /** Imports the file as the command does. Cancels when the paper at this position is read. */
  const importing = async (cancelAt: number): Promise<number> => {
    const stop = new AbortController();
    if (cancelAt < 0) stop.abort();
    const options = {
      name: 'papers.jsonl',
      latest: '2027-01-01',
      readable: (text: string): string => {
        if (text === `Wombats ${cancelAt}`) stop.abort();
        return readable(text);
      },
    };
    const parsed = await readImport(BYTES, options, stop.signal);
    return (await imports.add(parsed?.papers ?? [], 'papers.jsonl')).added;
  };
  let untouched: ReadonlyMap<string, string> = new Map();
  before(async () => {
    await store.merge([madePaper('2603.90000', { title: 'Was here before' })]);
    await library.read();
    untouched = snapshot(folder);
  });

  for (const [when, place] of [
    ['before it began', -1],
    ['at its first paper', 0],
    ['in the middle', PAPERS / 2],
    ['close to its end', PAPERS - 50],
    ['when the last paper was read', PAPERS - 1],
  ] as const)
    it(`leaves nothing behind: ${when}`, async () => {
      await assert.rejects(importing(place), { name: 'AbortError' });
      assert.deepEqual(snapshot(folder), untouched);
      await library.reload();
      assert.deepEqual(
        library.papers().map(({ id }) => id),
        ['2603.90000'],
      );
      assert.deepEqual(await imports.list(), []);
    });

  it('can be repeated to its end', async () => {
    assert.equal(await importing(PAPERS), PAPERS);
    assert.equal(library.papers().length, PAPERS + 1);
  });
});
