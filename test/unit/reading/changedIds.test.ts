import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Paper } from '../../../src/core/paper/paper';
import type * as Reading from '../../../src/reading/readingPart';
import { silentLog } from '../../support/log';
import { madePaper } from '../../support/papers';
import { scratchFolder } from '../../support/scratch.mjs';
import { withVSCode } from '../../support/withVSCode';

const nothing = { dispose: () => undefined };

interface Row {
  readonly label: string;
}

class Uri {
  readonly scheme = 'file';
  readonly path: string;
  constructor(readonly fsPath: string) {
    this.path = fsPath;
  }
  toString(): string {
    return `file://${this.fsPath}`;
  }
  static parse(text: string): Uri {
    return new Uri(text.replace('file://', ''));
  }
  static joinPath({ fsPath }: Uri, ...more: string[]): Uri {
    return new Uri(path.join(fsPath, ...more));
  }
}

describe('exports of the reading list', () => {
  const folder = scratchFolder('changed-ids');
  const messages: string[] = [];
  let label = '';
  let target = '';
  const vscode = {
    Uri,
    FileType: { File: 1 },
    QuickPickItemKind: { Separator: -1 },
    EventEmitter: class {
      event = (): typeof nothing => nothing;
      fire(): void {
        // No view listens.
      }
      dispose(): void {
        // Owns nothing.
      }
    },
    Disposable: { from: () => nothing },
    env: { language: 'en' },
    l10n: {
      t: (text: string, ...values: unknown[]) =>
        text.replace(/\{(\d)\}/g, (_, at) => String(values[Number(at)])),
    },
    window: {
      showQuickPick: (rows: readonly Row[]) => Promise.resolve(rows.find((row) => row.label === label)),
      showSaveDialog: () => Promise.resolve(new Uri(path.join(folder, target))),
      showTextDocument: () => Promise.resolve(),
      setStatusBarMessage: () => nothing,
      showInformationMessage: (message: string) => Promise.resolve(void messages.push(message)),
    },
    workspace: {
      textDocuments: [],
      asRelativePath: ({ fsPath }: Uri) => fsPath,
      decode: (bytes: Uint8Array) => Promise.resolve(Buffer.from(bytes).toString('utf8')),
      fs: {
        readFile: ({ fsPath }: Uri) => readFile(fsPath),
        stat: async ({ fsPath }: Uri) => ({ type: 1, size: (await stat(fsPath)).size }),
      },
    },
  };
  const imported = madePaper('codet5-for-code', {
    title: 'CodeT5 for Code',
    authors: [],
    published: '2021-09-02',
  });
  const known = madePaper('2109.00859', { ...imported, id: '2109.00859', authors: ['Yue Wang'] });
  let paper: Paper = imported;
  let reading: Reading.ReadingPart;
  const read = (name: string): string => readFileSync(path.join(folder, name), 'utf8');

  before(async () => {
    const { ReadingPart } = await withVSCode(vscode, () => import('../../../src/reading/readingPart'));
    const memory = new Map<string, unknown>();
    reading = new ReadingPart({
      view: { selection: [] },
      catalogue: {
        ready: Promise.resolve(),
        // The library knows a paper by its earlier id too.
        paper: (id: string) => (id === paper.id || id === imported.id ? paper : undefined),
        topics: () => [],
        onDidChange: () => nothing,
      },
      states: { of: () => ({ saved: true, cloned: false, unread: true }), onDidChange: () => nothing },
      marks: { saved: () => [paper.id], isRead: () => false, problem: undefined },
      memory: {
        get: (key: string) => memory.get(key),
        update: (key: string, value: unknown) => Promise.resolve(void memory.set(key, value)),
      },
      activePaper: () => undefined,
      log: silentLog,
    } as unknown as Reading.ReadingDeps);
  });

  it('keep the key of an imported paper that got its arXiv id, and do not count it as another one', async () => {
    [label, target] = ['BibTeX', 'refs.bib'];
    await reading.export();
    assert.match(read('refs.bib'), /\{anon2021codet5,/);
    paper = known;
    [label, target] = ['CSL-JSON', 'refs.json'];
    await reading.export();
    assert.match(read('refs.json'), /"anon2021codet5"/);
    [label, target] = ['Update refs.bib', ''];
    await reading.export();
    assert.match(read('refs.bib'), /\{anon2021codet5,/);
    assert.match(messages.at(-1) ?? '', /Papers: 1, added: 0, removed: 0/);
  });
});
