import assert from 'node:assert/strict';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PaperStore } from '../../../../src/library/store/paperStore';
import { silentLog } from '../../../support/log';
import { builtProgram } from '../../../support/program';
import type { UntilFull } from '../../../support/store-until-full';
import { storeWords } from '../../../support/store-words';

/** A writer in its own process, and the lines that it printed: the papers that it knows to be stored. */
class Writer {
  readonly kept: string[] = [];
  readonly child: ChildProcess;
  readonly ended: Promise<void>;
  #errors = '';

  constructor(program: string, folder: string, name: string, count: number) {
    this.child = spawn(process.execPath, [program, folder, name, String(count)]);
    this.ended = new Promise((resolve) => this.child.once('close', () => resolve()));
    let text = '';
    this.child.stdout?.on('data', (data: Buffer) => {
      text += data.toString();
      const lines = text.split('\n');
      text = lines.pop() ?? '';
      this.kept.push(...lines);
      for (const waiting of this.#waiting.splice(0)) waiting();
    });
    this.child.stderr?.on('data', (data: Buffer) => (this.#errors += data.toString()));
  }

  readonly #waiting: (() => void)[] = [];

  get errors(): string {
    return this.#errors;
  }

  /** Resolves once it printed a line, or ended. */
  async started(): Promise<void> {
    await Promise.race([this.ended, new Promise<void>((resolve) => this.#waiting.push(resolve))]);
  }
}

/** Number of writers to kill, and of concurrent writers. */
const KILLS = 100;
const CROWD = 10;

describe('a store that several windows write', () => {
  let program: string;
  let folder: string;

  before(() => {
    program = builtProgram('store-writer');
  });
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'daily papers ü '));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  async function missing(said: readonly string[]): Promise<string[]> {
    const { stored, problems } = await new PaperStore(folder, storeWords, silentLog).read();
    assert.deepEqual(problems, []);
    const papers = new Map(stored.map((paper) => [paper.id, paper]));
    const days = new Set(papers.get('2603.99999')?.featuredOn);
    return said.filter((line) => {
      const [id = '', day = ''] = line.split(' ');
      return !papers.has(id) || !days.has(day);
    });
  }

  it('keeps every change of two that write 200 each', async () => {
    const writers = ['1', '2'].map((name) => new Writer(program, folder, name, 200));
    await Promise.all(writers.map((writer) => writer.ended));
    const said = writers.flatMap((writer) => writer.kept);
    assert.equal(said.length, 400, writers.map((writer) => writer.errors).join(''));
    assert.deepEqual(await missing(said), []);
  });

  it('loses and tears nothing when writers are killed', async () => {
    const said: string[] = [];
    let killed = 0;
    for (let round = 0; killed < KILLS; round += 1) {
      assert.ok(round < KILLS, 'the writers end before they can be killed');
      const crowd = Array.from({ length: CROWD }, (_, n) => new Writer(program, folder, String(n), 400));
      await Promise.all(
        crowd.map(async (writer) => {
          await writer.started();
          await new Promise((resolve) => setTimeout(resolve, Math.random() * 25));
          if (writer.child.exitCode === null && writer.child.kill('SIGKILL')) killed += 1;
          await writer.ended;
        }),
      );
      said.push(...crowd.flatMap((writer) => writer.kept));
      assert.deepEqual(await missing(said), []);
    }
    const store = new PaperStore(folder, storeWords, silentLog);
    await store.merge([]);
    const left = readdirSync(path.join(folder, 'papers')).filter((name) => !name.endsWith('.jsonl'));
    assert.deepEqual(left, []);
  });
});

describe('a store on a full disk', () => {
  it('keeps what it had, whole, and shows what it could not write for the session', function () {
    const folder = mkdtempSync(path.join(tmpdir(), 'daily-papers-full-'));
    const program = builtProgram('store-until-full');
    const script = 'mount -t tmpfs -o size=3m tmpfs "$1" && exec "$2" "$3" "$1/store"';
    // A disk of 3 MB that only this process sees. Skips the test if the system does not allow it.
    const child = spawnSync(
      'unshare',
      ['--user', '--map-root-user', '--mount', 'sh', '-c', script, 'sh', folder, process.execPath, program],
      { encoding: 'utf8' },
    );
    rmSync(folder, { recursive: true, force: true });
    if (child.status !== 0) {
      console.log(`      no small disk can be made here: ${child.stderr || String(child.error)}`);
      this.skip();
    }
    const { written, refused, shown, found, problems } = JSON.parse(child.stdout) as UntilFull;
    assert.ok(written > 5, `${written} papers`);
    assert.match(refused, /not saved: ENOSPC/);
    assert.equal(shown, written + 1);
    assert.equal(found, written);
    assert.deepEqual(problems, []);
  });
});
