import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { NOTES_FORMAT, type RunningNote } from '../../../../src/clone/resume/pendingNotes';
import { CLONED_FORMAT, type ClonedFolder } from '../../../../src/library/store/clonedFolders';
import { FEED_STATE } from '../../../../src/library/sync/feedState';
import { canonical } from '../../../../src/library/store/checksum';
import { JsonFile, type JsonFormat } from '../../../../src/library/store/jsonFile';
import { retryIfLocked } from '../../../../src/library/store/retryFile';
import { PaperStore } from '../../../../src/library/store/paperStore';
import { READING_FORMAT } from '../../../../src/library/store/readingMarks';
import { readTopicFile, writeTopicFile } from '../../../../src/library/topics/topicFile';
import { refusing } from '../../../support/heldFiles';
import { silentLog } from '../../../support/log';
import { madePaper } from '../../../support/papers';
import { scratchFolder } from '../../../support/scratch.mjs';
import { storeWords } from '../../../support/store-words';

/** A file of the extension's folder, as a new session reads and changes it. */
interface Kept {
  readonly what: string;
  file(folder: string): string;
  /** Adds an item with this name. Rejects, or `told` reports it, if that is impossible. */
  add(folder: string, name: string): Promise<void>;
  read(folder: string): Promise<readonly string[]>;
  /** Result for an unreadable file if it does not reject. */
  readonly unreadable?: readonly string[];
  /** Result for a damaged file: its intact `parts` or `nothing`. A cache is `made anew`, without a copy. */
  readonly damaged: 'parts' | 'nothing' | 'made anew';
  /** One JSON value, which other programs may reformat. */
  readonly json?: true;
}

function json<T>(
  what: string,
  file: string,
  format: JsonFormat<T>,
  change: { add(value: T, name: string): T; names(value: T): readonly string[] },
): Kept {
  const opened = (folder: string): JsonFile<T> => new JsonFile(path.join(folder, file), format, silentLog);
  return {
    what,
    file: () => file,
    add: async (folder, name) => {
      await opened(folder).update((value) => change.add(value, name));
    },
    read: async (folder) => change.names(await opened(folder).read()),
    damaged: format.salvage ? 'parts' : 'nothing',
    json: true,
  };
}

const store = (folder: string): PaperStore => new PaperStore(folder, storeWords, silentLog);
const idsOf = (papers: readonly { readonly id: string }[]): string[] => papers.map(({ id }) => id);
const AT = '2026-03-02T00:00:00.000Z';
const process = { pid: 1, instance: 'x' };

const KEPT: readonly Kept[] = [
  {
    what: 'a month of papers',
    file: () => 'papers/other.jsonl',
    add: async (folder, name) => {
      const opened = store(folder);
      await opened.merge([madePaper(name)]);
      const [problem] = (await opened.read()).problems.filter((said) => said.startsWith('not saved'));
      if (problem !== undefined) throw new Error(problem);
    },
    read: async (folder) => idsOf((await store(folder).read()).stored),
    unreadable: [],
    damaged: 'parts',
  },
  {
    what: 'an import',
    file: (folder) => `imported/${readdirSync(path.join(folder, 'imported'))[0] ?? ''}`,
    add: async (folder, name) => {
      const papers = [...(await store(folder).read()).imported, madePaper(name)];
      await store(folder).addImport(papers, 'page.txt', new Date(AT));
    },
    read: async (folder) => idsOf((await store(folder).read()).imported),
    unreadable: [],
    damaged: 'parts',
  },
  json('the reading list', 'reading-list.json', READING_FORMAT, {
    add: (list, name) => new Map([...list, [name, { saved: AT }]]),
    names: (list) => [...list.keys()],
  }),
  json('what is known of the feed', 'feed.json', FEED_STATE, {
    add: (state, name) => ({ ...state, unseen: [...state.unseen, name] }),
    names: (state) => state.unseen,
  }),
  json('the list of clones', 'clones/folders.json', CLONED_FORMAT, {
    add: (clones, name): ClonedFolder[] => [
      ...clones,
      { host: 'github.com', owner: 'lab', name, folder: `/w/${name}`, paperId: 'p', clonedAt: AT },
    ],
    names: (clones) => clones.map(({ name }) => name),
  }),
  json('the notes of clones', 'clones/notes.json', NOTES_FORMAT, {
    add: (notes, name) => {
      const note: RunningNote = {
        token: name,
        process,
        paperId: 'p',
        name: 'lab/code',
        url: 'u',
        parent: '/w',
      };
      return { ...notes, running: [...notes.running, note] };
    },
    names: (notes) => notes.running.map(({ token }) => token),
  }),
  {
    what: 'the topics that papers earned',
    file: () => 'search-index/topics.jsonl',
    add: async (folder, name) => {
      const file = path.join(folder, 'search-index', 'topics.jsonl');
      const before = (await readTopicFile(file, 'rules')) ?? new Map<string, never>();
      await writeTopicFile(file, 'rules', [...before, [name, { fingerprint: 1, topics: ['vision'] }]]);
    },
    read: async (folder) => [
      ...((await readTopicFile(path.join(folder, 'search-index', 'topics.jsonl'), 'rules'))?.keys() ?? []),
    ],
    unreadable: [],
    damaged: 'made anew',
  },
];

const NAMES = ['one', 'two', 'three', 'four', 'five'];

/** Changes by editors, formatters and sync tools that keep the meaning of a file. */
const layouts: readonly (readonly [what: string, change: (bytes: Buffer) => Buffer | string])[] = [
  ['end its lines with CRLF', (bytes) => bytes.toString().replaceAll('\n', '\r\n')],
  ['begin with a byte order mark', (bytes) => `\ufeff${bytes.toString()}`],
  ['UTF-16', (bytes) => Buffer.from(`\ufeff${bytes.toString()}`, 'utf16le')],
  ['end without a line end', (bytes) => bytes.toString().trimEnd()],
  ['indented', (bytes) => JSON.stringify(JSON.parse(bytes.toString()), null, 2)],
  [
    'indented with tabs and CRLF',
    (bytes) => JSON.stringify(JSON.parse(bytes.toString()), null, '\t').replaceAll('\n', '\r\n'),
  ],
  ['have its keys in another order', (bytes) => JSON.stringify(reversed(JSON.parse(bytes.toString())))],
  ['sorted', (bytes) => JSON.stringify(canonical(JSON.parse(bytes.toString())), null, 4)],
];

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, item]) => [key, reversed(item)]),
  );
}

/** Another layout, with the version number that every version has. */
const newer = (file: string): string =>
  file.endsWith('.jsonl')
    ? '{"dailyPapers":"papers","schema":99}\n["what?"]\n'
    : '{"schema":99,"sum":"00"}\n["what?"]\n';

describe('a stored file', () => {
  for (const kept of KEPT) {
    describe(`that holds ${kept.what}`, () => {
      let folder: string;
      let file: string;
      let whole: Buffer;

      beforeEach(async () => {
        folder = scratchFolder('damage ü ');
        for (const name of NAMES) await addNew(name);
        file = path.join(folder, kept.file(folder));
        whole = readFileSync(file);
      });
      afterEach(() => rmSync(folder, { recursive: true, force: true }));

      /** Each import is a separate file, so all its papers are added together. */
      async function addNew(name: string): Promise<void> {
        await kept.add(folder, name);
        const imports = path.join(folder, 'imported');
        if (!existsSync(imports)) return;
        const [latest] = readdirSync(imports).sort(
          (a, b) => statSync(path.join(imports, b)).size - statSync(path.join(imports, a)).size,
        );
        for (const other of readdirSync(imports))
          if (other !== latest && other.endsWith('.jsonl')) rmSync(path.join(imports, other));
      }

      const aside = (): string[] =>
        readdirSync(path.dirname(file)).filter((name) => name.startsWith(`${path.basename(file)}.corrupt-`));

      /** Starts three sessions. Returns what they find, and checks that the last can write. */
      async function lives(content: Buffer | undefined): Promise<readonly string[]> {
        const first = await kept.read(folder);
        assert.deepEqual(await kept.read(folder), first, 'a second session finds the same');
        assert.ok(
          first.every((name) => NAMES.includes(name)),
          `made up: ${first.join(', ')}`,
        );
        if (kept.damaged !== 'made anew') {
          const [copy] = aside();
          assert.equal(aside().length, 1);
          if (content) assert.deepEqual(readFileSync(path.join(path.dirname(file), copy ?? '')), content);
        }
        await kept.add(folder, 'later');
        const names = await kept.read(folder);
        assert.ok(names.includes('later'), 'it can be written again');
        assert.ok(
          first.every((name) => names.includes(name)),
          'and keeps what was there',
        );
        return first;
      }

      const damages: readonly (readonly [what: string, damage: (bytes: Buffer) => Buffer])[] = [
        ...Array.from({ length: 9 }, (_, n): [string, (bytes: Buffer) => Buffer] => [
          `is cut at ${(n + 1) * 10} %`,
          (bytes) => bytes.subarray(0, Math.floor((bytes.length * (n + 1)) / 10)),
        ]),
        ['holds nothing', () => Buffer.alloc(0)],
        ['holds zero bytes', (bytes) => Buffer.alloc(bytes.length)],
        ['holds null', () => Buffer.from('null')],
        ['holds {}', () => Buffer.from('{}\n')],
        ['is no text', (bytes) => bytes.map((byte) => byte ^ 0xff) as Buffer],
      ];
      for (const [what, damage] of damages)
        it(`is read as far as it can be, kept and written again when it ${what}`, async () => {
          const content = Buffer.from(damage(whole));
          writeFileSync(file, content);
          const left = await lives(content);
          if (kept.damaged !== 'parts') assert.deepEqual(left, []);
          else if (what.endsWith('90 %')) assert.ok(left.length >= 3, left.join(', '));
        });

      it('returns no wrong value, whichever bit is flipped', async () => {
        for (let at = 0; at < whole.length; at += Math.ceil(whole.length / 80)) {
          const damaged = Buffer.from(whole);
          damaged.writeUInt8(whole.readUInt8(at) ^ (1 << (at % 8)), at);
          writeFileSync(file, damaged);
          const found = await kept.read(folder);
          // Ids in the reading list have no checksum of their own: a mark may belong to an unknown paper.
          const odd = found.filter((name) => !NAMES.includes(name)).length;
          const mayBeOdd = ['the reading list', 'the list of clones'].includes(kept.what);
          assert.ok(odd <= (mayBeOdd ? 1 : 0), `byte ${at}: ${found.join(', ')}`);
          if (kept.damaged === 'parts' && !newerIn(damaged)) assert.ok(found.length >= 3, `byte ${at}`);
        }
      });

      if (kept.json)
        for (const [what, relaid] of layouts)
          it(`is read whole and not called damaged after an editor made it ${what}`, async () => {
            writeFileSync(file, relaid(whole));
            assert.deepEqual((await kept.read(folder)).toSorted(), NAMES.toSorted());
            await kept.add(folder, 'later');
            assert.deepEqual((await kept.read(folder)).toSorted(), [...NAMES, 'later'].toSorted());
            assert.deepEqual(aside(), []);
          });

      it('makes room when a folder is in its place', async () => {
        for (let time = 0; time < 2; time += 1) {
          rmSync(file);
          mkdirSync(path.join(file, 'with something in it'), { recursive: true });
          assert.deepEqual(await kept.read(folder), []);
          await kept.add(folder, 'later');
          if (kept.what !== 'an import') assert.deepEqual(await kept.read(folder), ['later']);
          else writeFileSync(file, whole);
        }
        assert.equal(aside().length, 2);
      });

      it('keeps every damaged copy, also two of one millisecond, and the same content once', async () => {
        const [clock, moment] = [Date.now, Date.now()];
        try {
          for (let time = 0; time < 10; time += 1) {
            Date.now = () => moment + Math.floor(time / 2);
            writeFileSync(file, `damage ${time % 5}`);
            await kept.read(folder);
            if (!existsSync(file)) writeFileSync(file, whole);
          }
        } finally {
          Date.now = clock;
        }
        if (kept.damaged === 'made anew') assert.deepEqual(aside(), []);
        else
          assert.deepEqual(
            aside()
              .map((name) => readFileSync(path.join(path.dirname(file), name), 'utf8'))
              .sort(),
            ['damage 0', 'damage 1', 'damage 2', 'damage 3', 'damage 4'],
          );
      });

      if (kept.damaged !== 'made anew' && kept.what !== 'an import')
        it('is not changed if a newer version wrote it', async () => {
          writeFileSync(file, newer(file));
          assert.deepEqual(await kept.read(folder), []);
          await assert.rejects(kept.add(folder, 'later'));
          assert.equal(readFileSync(file, 'utf8'), newer(file));
          assert.deepEqual(aside(), []);
        });

      const name = (): RegExp => new RegExp(`${path.basename(file).replaceAll('.', '\\.')}$`);

      it('is tried again when another program holds it for a moment, to read and to write', async () => {
        const held = { of: name(), code: 'EBUSY', times: 2 };
        assert.deepEqual((await refusing(held, () => kept.read(folder))).toSorted(), NAMES.toSorted());
        await refusing(held, () => kept.add(folder, 'later'));
        assert.ok((await kept.read(folder)).includes('later'));
        assert.deepEqual(aside(), []);
      });

      for (const code of ['EACCES', 'EIO'])
        it(`is not called damaged and not written over when it is refused with ${code}`, async () => {
          await refusing({ of: name(), code }, async () => {
            if (kept.unreadable) assert.deepEqual(await kept.read(folder), kept.unreadable);
            else await assert.rejects(kept.read(folder), { code });
            if (kept.what !== 'an import') await assert.rejects(kept.add(folder, 'later'));
          });
          assert.deepEqual(readFileSync(file), whole);
          assert.deepEqual(aside(), []);
          assert.deepEqual((await kept.read(folder)).toSorted(), NAMES.toSorted());
        });
    });
  }

  it('that is refused is tried again for longer on Windows, where a permission may only seem to be missing', async () => {
    const tries = async (code: string, platform: NodeJS.Platform): Promise<number> => {
      let times = 0;
      const work = (): Promise<void> => {
        times += 1;
        return times < 3 ? Promise.reject(Object.assign(new Error(code), { code })) : Promise.resolve();
      };
      await retryIfLocked(work, platform).catch(() => undefined);
      return times;
    };
    for (const code of ['EBUSY', 'EPERM', 'EACCES']) assert.equal(await tries(code, 'win32'), 3, code);
    assert.equal(await tries('EBUSY', 'linux'), 3);
    for (const code of ['EPERM', 'EACCES', 'ENOENT', 'ENOSPC'])
      assert.equal(await tries(code, 'darwin'), 1, code);
  });
});

/** Whether a damaged header has a higher version. Then the file counts as a newer version's. */
function newerIn(bytes: Buffer): boolean {
  return Number(/^\{[^\n]*?"schema":(\d+)/.exec(bytes.toString('latin1'))?.[1] ?? 0) > 1;
}
