// A minimal window: merges papers into a store one after another and prints each stored paper's id. node
// store-writer.js FOLDER NAME COUNT
import { PaperStore } from '../../src/library/store/paperStore';
import { silentLog } from './log';
import { madePaper } from './papers';
import { storeWords } from './store-words';

async function write(folder: string, name: string, count: number): Promise<void> {
  const store = new PaperStore(folder, storeWords, silentLog);
  for (let n = 0; n < count; n += 1) {
    const own = madePaper(`2603.${name}${String(n).padStart(4, '0')}`, { comments: n });
    // A paper that every window changes, as votes are. Each window adds its own day.
    const day = new Date(Date.UTC(2026, 0, 1) + (Number(name) * 500 + n) * 86_400_000);
    const shared = madePaper('2603.99999', { featuredOn: [day.toISOString().slice(0, 10)] });
    await store.merge([own, shared]);
    const { problems } = await store.read();
    if (problems.length > 0) throw new Error(problems.join(' '));
    process.stdout.write(`${own.id} ${shared.featuredOn.join()}\n`);
  }
}

const [, , folder = '', name = '', count = ''] = process.argv;
void write(folder, name, Number(count));
