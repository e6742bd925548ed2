// Fills a small disk with papers until it is full, then reports what a new window reads. node
// store-until-full.js FOLDER
import { PaperStore } from '../../src/library/store/paperStore';
import { silentLog } from './log';
import { madePaper } from './papers';
import { storeWords } from './store-words';

export interface UntilFull {
  readonly written: number;
  readonly refused: string;
  readonly shown: number;
  readonly found: number;
  readonly problems: readonly string[];
}

async function fill(folder: string): Promise<UntilFull> {
  const store = new PaperStore(folder, storeWords, silentLog);
  for (let n = 0; ; n += 1) {
    await store.merge([madePaper(`2603.${10_000 + n}`, { abstract: 'word '.repeat(15_000) })]);
    const { stored, problems } = await store.read();
    const [refused] = problems;
    if (refused === undefined) continue;
    const after = await new PaperStore(folder, storeWords, silentLog).read();
    return {
      written: n,
      refused,
      shown: stored.length,
      found: after.stored.length,
      problems: after.problems,
    };
  }
}

void fill(process.argv[2] ?? '').then((result) => process.stdout.write(JSON.stringify(result)));
