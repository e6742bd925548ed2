// A minimal window: stores papers one after another, keeps index, topics and summaries as a window does, and
// prints each stored paper's id. node library-writer.js FOLDER NAME COUNT
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Catalogue } from '../../src/library/catalogue';
import { Library } from '../../src/library/library';
import { SearchIndex } from '../../src/library/searchIndex/searchIndex';
import { PaperStore } from '../../src/library/store/paperStore';
import { Topics } from '../../src/library/topics/topicService';
import { silentLog } from './log';
import { madePaper } from './papers';
import { storeWords } from './store-words';

async function write(folder: string, name: string, count: number): Promise<void> {
  const store = new PaperStore(folder, storeWords, silentLog);
  const library = new Library({
    readBundled: () => Promise.resolve({ papers: [], problems: [] }),
    readKept: () => store.read(),
    settleKept: () => store.settle(),
    log: silentLog,
  });
  const indexFolder = path.join(folder, 'search-index');
  const index = new SearchIndex({ folder: indexFolder, log: silentLog });
  const topics = new Topics({
    readFile: () => readFile(path.join('seeds', 'topics.json'), 'utf8'),
    setting: () => undefined,
    l10n: { t: (message: string) => message },
    onDidChangeSetting: () => ({ dispose: () => undefined }),
    cache: { file: path.join(indexFolder, 'topics.jsonl'), version: '0' },
    log: silentLog,
  });
  const facts = { isSaved: () => false, isUnread: () => true };
  const catalogue = new Catalogue({ library, index, topics, facts, log: silentLog });
  await catalogue.ready;
  for (let n = 0; n < count; n += 1) {
    const id = `2603.${name}${String(n).padStart(4, '0')}`;
    await store.merge([madePaper(id, { title: `Zebrafish ${name}x${n}` })]);
    process.stdout.write(`${id}\n`);
    await library.reload();
    await catalogue.idle;
    await library.settle();
    await index.idle;
    await topics.idle;
  }
}

const [, , folder = '', name = '', count = ''] = process.argv;
void write(folder, name, Number(count));
