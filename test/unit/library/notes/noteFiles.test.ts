import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createNote } from '../../../../src/library/notes/createNote';
import { isSkipped, listNotes, readListedNote, readNote } from '../../../../src/library/notes/noteFiles';
import { NoteIndex } from '../../../../src/library/notes/noteIndex';
import { onNetworkDrive } from '../../../support/networkDrive';
import { scratchFolder } from '../../../support/scratch.mjs';

const root = scratchFolder('notes');
const at = (...parts: readonly string[]): string => path.join(root, ...parts);

/** Nine levels of aliases with nine references each. */
const BOMB = [
  'a0: &a0 [x, x]',
  ...Array.from({ length: 9 }, (_, n) => `a${n + 1}: &a${n + 1} [${Array(9).fill(`*a${n}`).join(', ')}]`),
].join('\n');

const ID = ['2109.00859'];

describe('front matter of a note', () => {
  const cases: readonly (readonly [
    name: string,
    content: string | Buffer,
    ids: readonly string[] | undefined,
    tags?: readonly string[],
  ])[] = [
    [
      'of this extension',
      '---\nid: "2109.00859"\ntags: [to-cite, ml/nlp]\n---\nText',
      ID,
      ['to-cite', 'ml/nlp'],
    ],
    ['with an unquoted id', '---\nid: 2109.00859\n---\n', ID],
    ['with an id that lost its zeros', '---\nid: 2109.1\n---\n', ['2109.10000']],
    ['with an id that lost its first zero', '---\narxiv: 704.0001\n---\n', ['0704.0001']],
    ['with a version', '---\narxiv: arXiv:2109.00859v2\n---\n', ID],
    ['with arxiv_id', '---\narxiv_id: 2109.00859\n---\n', ID],
    ['with arXiv-ID', '---\narXiv-ID: 2109.00859\n---\n', ID],
    ['with eprint', '---\neprint: 2109.00859\narchivePrefix: arXiv\n---\n', ID],
    ['with url', '---\nurl: https://arxiv.org/abs/2109.00859\n---\n', ID],
    ['with an address in angle brackets', '---\nsource: <https://arxiv.org/pdf/2109.00859v1.pdf>\n---\n', ID],
    ['with doi', '---\ndoi: 10.48550/arXiv.2109.00859\n---\n', ID],
    ['with doi as an address', '---\ndoi: https://doi.org/10.48550/arXiv.2109.00859\n---\n', ID],
    ['with an old id', '---\nid: cs/0112017\n---\n', ['cs/0112017']],
    ['with the id of a paper without arXiv', '---\nid: some-title\n---\n', ['some-title']],
    ['with several papers', '---\narxiv: [2109.00859, 2109.1]\n---\n', ['2109.00859', '2109.10000']],
    ['with identifiers', '---\nidentifiers:\n  doi: 10.1/x\n  arxiv: 2109.00859\n---\n', ID],
    [
      'with an id and links to other papers',
      '---\nlinks: [https://arxiv.org/abs/1706.03762]\nid: 2109.00859\n---\n',
      ID,
    ],
    ['with tags in one text', '---\nid: 2109.00859\ntags: "#a, b c"\n---\n', ID, ['a', 'b c']],
    ['with tags between spaces', '---\nid: 2109.00859\ntags: a b\n---\n', ID, ['a', 'b']],
    [
      'with tags as a block',
      '---\nid: 2109.00859\ntags:\n  - a\n  - 2024\n  - {x: y}\n---\n',
      ID,
      ['a', '2024'],
    ],
    ['with CRLF', '---\r\nid: 2109.00859\r\ntags: [a]\r\n---\r\nText\r\n', ID, ['a']],
    ['with a byte order mark', '\ufeff---\nid: 2109.00859\n---\n', ID],
    ['in UTF-16', Buffer.from('\ufeff---\nid: 2109.00859\n---\n', 'utf16le'), ID],
    ['in Latin-1', Buffer.from('---\ntitle: caf\u00e9\nid: 2109.00859\n---\n', 'latin1'), ID],
    ['that ends with dots', '---\nid: 2109.00859\n...\n', ID],
    ['with a tab as indent', '---\nid: 2109.00859\nmore:\n\t- x\n---\n', ID],
    ['with a key twice', '---\nid: 2109.00859\ntitle: a\ntitle: b\n---\n', ID],
    [
      'with a colon in a value',
      '---\ntitle: BERT: a study: more\nid: "2109.00859"\ntags: [a, b]\n---\n',
      ID,
      ['a', 'b'],
    ],
    ['with an open bracket', '---\nid: 2109.00859\ntags: [a, b\n---\n', ID, ['[a', 'b']],
    ['with a template of Obsidian', '---\nid: 2109.00859\ndate: {{date}}\naliases: \n---\n', ID],
    ['with aliases that multiply', `---\nid: 2109.00859\n${BOMB}\n---\n`, ID],
    ['with deep nesting', `---\nid: 2109.00859\ndeep: ${'['.repeat(7_000)}\n---\n`, ID],
    ['with a tag of a program', '---\nid: !!js/function "() => 1"\narxiv: 2109.00859\n---\n', ID],
    ['with __proto__', '---\n__proto__: {id: x}\nconstructor: y\nid: 2109.00859\n---\n', ID],
    ['with hundreds of ids', `---\nid: [${'2109.00859, '.repeat(400)}]\n---\n`, ID],
    ['that is too long', `---\nid: 2109.00859\n${'x: y\n'.repeat(20_000)}---\n`, undefined],
    ['without an end', '---\nid: 2109.00859\n', undefined],
    ['after a line of text', 'Hello\n---\nid: 2109.00859\n---\n', undefined],
    ['that is a list', '---\n- id: 2109.00859\n---\n', undefined],
    ['that is empty', '---\n---\n', undefined],
    ['without an id', '---\ntitle: Shopping\ntags: [a]\n---\n', undefined],
    ['with another page', '---\nurl: https://example.com/2109\nid:\n---\n', undefined],
    ['with an id that is a sentence', '---\nid: not an id\n---\n', undefined],
    ['in an empty file', '', undefined],
    ['in binary data', Buffer.from(Array.from({ length: 5_000 }, (_, n) => (n * 7) % 256)), undefined],
  ];
  for (const [n, [name, content, ids, tags = []]] of cases.entries())
    it(name, async () => {
      const file = at(`${n}.md`);
      writeFileSync(file, content);
      const note = await readNote(file);
      assert.deepEqual(note && [note.ids, note.tags, note.file], ids && [ids, tags, file]);
    });

  it('keeps the first lines and words of a long text', async () => {
    const file = at('long.md');
    writeFileSync(
      file,
      `---\nid: 2109.00859\nstatus: reading\n---\n# T\n\nBegin\n${'word '.repeat(100_000)}`,
    );
    const note = await readNote(file);
    assert.equal(note?.status, 'reading');
    assert.ok(note.beginning.startsWith('Begin\nword') && note.beginning.length < 2_000);
    assert.ok(note.words.length < 40_000);
  });
});

describe('files of notes', () => {
  const outside = at('outside.md');
  before(() => {
    for (const folder of ['list/deep/deeper', 'list/.obsidian', 'list/node_modules/x', 'other'])
      mkdirSync(at(folder), { recursive: true });
    for (const file of ['list/b.md', 'list/a.MD', 'list/c.txt', 'list/deep/deeper/d.qmd'])
      writeFileSync(at(file), '');
    for (const file of ['list/.obsidian/x.md', 'list/node_modules/x/README.md', 'outside.md'])
      writeFileSync(at(file), '');
    symlinkSync(outside, at('list/leads-out.md'));
    symlinkSync(at('list/b.md'), at('list/stays.md'));
    symlinkSync(at('other'), at('list/folder'));
    symlinkSync(at('list'), at('list/deep/cycle'));
    symlinkSync(at('nowhere'), at('list/nowhere.md'));
  });

  it('are listed in order, without hidden folders and links that lead out', async () => {
    const { files, isCut } = await listNotes(at('list'));
    assert.deepEqual(
      files.map((file) => path.relative(at('list'), file)),
      ['a.MD', 'b.md', 'stays.md', path.join('deep', 'deeper', 'd.qmd')],
    );
    assert.equal(isCut, false);
    assert.deepEqual(await listNotes(at('missing')), { files: [], isCut: false });
  });

  it('are read one by one only if they are listed', async () => {
    const note = '---\nid: 2109.00859\n---\n';
    for (const folder of ['one/deep/.trash', 'one/.trash', 'one/node_modules', 'one/.more'])
      mkdirSync(at(folder), { recursive: true });
    for (const file of ['a.md', '.hidden.md', 'deep/b.md', '.trash/c.md', 'deep/.trash/d.md', '.more/e.md'])
      writeFileSync(at('one', file), note);
    writeFileSync(at('one/node_modules/f.md'), note);
    writeFileSync(at('beside.md'), note);
    symlinkSync(at('beside.md'), at('one/leads-out.md'));
    symlinkSync(at('one/a.md'), at('one/stays.md'));
    const listed = (await listNotes(at('one'))).files;
    const all = readdirSync(at('one'), { recursive: true, encoding: 'utf8' }).map((name) => at('one', name));
    const read: string[] = [];
    for (const file of [...all, at('beside.md')])
      if (await readListedNote(file, [at('missing'), at('one')])) read.push(file);
    assert.deepEqual(read.sort(), [...listed].sort());
    assert.equal(read.length, 4);
    // A hidden folder that the user chose for the notes is not hidden.
    assert.ok(await readListedNote(at('one/.more/e.md'), [at('one/.more')]));
    assert.deepEqual(
      ['one', 'one/deep', 'one/.trash', 'one/deep/.trash/d.md', '.'].map((file) =>
        isSkipped(at('one'), at(file)),
      ),
      [false, false, true, true, true],
    );
  });

  it('are capped', async () => {
    const { files, isCut } = await listNotes(at('list'), 2);
    assert.deepEqual([files.length, isCut], [2, true]);
  });

  it('that are folders or missing are no notes', async () => {
    mkdirSync(at('folder.md'));
    assert.equal(await readNote(at('folder.md')), undefined);
    assert.equal(await readNote(at('missing.md')), undefined);
  });
});

describe('a new note', () => {
  const create = (folder: string, isUsable = false): ReturnType<typeof createNote> =>
    createNote({
      folder,
      within: at('space'),
      name: (number) => `key${number === 0 ? '' : number}`,
      text: 'new',
      isUsable: () => Promise.resolve(isUsable),
    });
  before(() => mkdirSync(at('space')));

  it('is created with its folder', async () => {
    assert.deepEqual(await create(at('space', 'a', 'b')), {
      kind: 'created',
      file: at('space', 'a', 'b', 'key.md'),
    });
    assert.equal(readFileSync(at('space', 'a', 'b', 'key.md'), 'utf8'), 'new');
  });

  it('never replaces a file', async () => {
    writeFileSync(at('space', 'a', 'b', 'key.md'), 'mine');
    assert.deepEqual(await create(at('space', 'a', 'b'), true), {
      kind: 'exists',
      file: at('space', 'a', 'b', 'key.md'),
    });
    assert.deepEqual(await create(at('space', 'a', 'b')), {
      kind: 'created',
      file: at('space', 'a', 'b', 'key1.md'),
    });
    assert.equal(readFileSync(at('space', 'a', 'b', 'key.md'), 'utf8'), 'mine');
  });

  it('is not written through a link that leads out', async () => {
    mkdirSync(at('elsewhere'));
    symlinkSync(at('elsewhere'), at('space', 'link'));
    for (const folder of [at('space', 'link'), at('space', 'link', 'deeper'), at('elsewhere', 'x')])
      assert.deepEqual(await create(folder), { kind: 'outside', folder });
    // No folder is created there either.
    assert.deepEqual(readdirSync(at('elsewhere')), []);
    symlinkSync(at('nowhere.md'), at('space', 'key.md'));
    assert.deepEqual(await create(at('space')), { kind: 'created', file: at('space', 'key1.md') });
    assert.throws(() => readFileSync(at('nowhere.md')));
    symlinkSync(at('gone'), at('space', 'dangling'));
    await assert.rejects(create(at('space', 'dangling')));
    assert.throws(() => readFileSync(at('gone', 'key.md')));
  });

  it('fails with the reason where nothing can be written', async () => {
    writeFileSync(at('space', 'file'), '');
    await assert.rejects(create(at('space', 'file')));
  });
});

describe('the notes by paper', () => {
  const note = (file: string, ids: readonly string[], tags: readonly string[] = []) =>
    ({ file, ids, tags, beginning: '', words: '' }) as const;
  const current = new Map([['old-title', '2109.00859']]);
  const index = new NoteIndex((id) => current.get(id) ?? id);
  let changes = 0;
  index.onDidChange(() => changes++);

  it('are those with the first path, by current ids', () => {
    index.replace([note('/b.md', ['2109.00859'], ['x']), note('/a.md', ['old-title', '1'], ['X', 'y'])]);
    assert.equal(index.noteOf('2109.00859')?.file, '/a.md');
    assert.equal(index.noteOf('1')?.file, '/a.md');
    assert.equal(index.noteOf('2'), undefined);
    assert.deepEqual(index.tags(), ['x', 'y']);
    assert.equal(index.named('B')?.file, '/b.md');
    assert.equal(index.named('papers/b.md')?.file, '/b.md');
    assert.equal(changes, 1);
  });

  it('report changes only', () => {
    index.update([['/b.md', note('/b.md', ['2109.00859'], ['x'])]]);
    assert.equal(changes, 1);
    index.update([['/a.md', undefined]]);
    assert.equal(index.noteOf('2109.00859')?.file, '/b.md');
    index.replace([]);
    assert.deepEqual([changes, index.noteOf('2109.00859'), index.tags()], [3, undefined, []]);
  });

  it('are linked by names with accents, however macOS wrote these', () => {
    index.update([['/Mu\u0308ller.md', note('/Mu\u0308ller.md', ['2401.00002'])]]);
    assert.equal(index.named('M\u00fcller')?.file, '/Mu\u0308ller.md');
    index.replace([]);
  });

  it('follow papers that got another id', () => {
    index.update([['/c.md', note('/c.md', ['title-c'])]]);
    assert.equal(index.noteOf('2401.00001'), undefined);
    current.set('title-c', '2401.00001');
    index.idsChanged();
    assert.equal(index.noteOf('2401.00001')?.file, '/c.md');
  });
});

describe('a note on a network drive of Windows', () => {
  it('is read again after a change, although VS Code refuses its resolved path', async () => {
    const drive = realpathSync(scratchFolder('drive'));
    const file = path.join(drive, 'papers', 'wang2021codet5.md');
    mkdirSync(path.dirname(file));
    writeFileSync(file, '---\nid: "2109.00859"\n---\nText');
    const read = await onNetworkDrive(drive, () => readListedNote(file, [path.dirname(file)]));
    assert.deepEqual(read?.ids, ID);
  });
});
