import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { cloneRepository } from '../../src/clone/cloneRepository';
import { startWatch } from '../../src/clone/watchdog/watchdogClient';
import { makeRepository, type Commit } from '../support/git-fixtures';
import { GIT_PROGRAM } from '../support/git-program';
import { startGitServer } from '../support/git-server';
import { silentLog } from '../support/log';
import { inProject } from '../support/project.mjs';
import { scratchFolder } from '../support/scratch.mjs';
import { median, type BenchRow } from './row';

const RUNS = 7;
const COMMITS = 40;
const repository = { host: 'github.com', owner: 'lab', name: 'code', url: 'https://github.com/lab/code' };
const address = 'https://github.com/lab/code.git';

/**
 * Compares the extension's clone with `git clone` and `git clone --depth 1` over HTTPS on loopback: time and
 * bytes.
 */
export async function rows(): Promise<readonly BenchRow[]> {
  const server = await startGitServer(scratchFolder('bench'));
  makeRepository(server.root, 'github.com/lab/code', history());
  const environment = { ...process.env, ...server.environment };
  const watchdog = inProject('dist/clone/watchdog.js');

  const ours = async (parent: string): Promise<void> => {
    const watch = startWatch(watchdog, silentLog);
    const outcome = await cloneRepository(
      { repository, parent, name: 'code', history: 'shallow', account: 'anonymous' },
      { git: GIT_PROGRAM, version: [2, 30, 0], environment, log: silentLog, watch },
    );
    watch.done();
    if (outcome.kind !== 'cloned') throw new Error(JSON.stringify(outcome));
  };
  const gits =
    (...options: string[]) =>
    async (parent: string): Promise<void> => {
      await promisify(execFile)('git', ['clone', '--quiet', ...options, address], {
        cwd: parent,
        env: environment,
      });
    };
  const contenders = { ours, plain: gits(), shallow: gits('--depth', '1') };
  const measured = { ours: emptyList(), plain: emptyList(), shallow: emptyList() };
  for (let run = 0; run < RUNS; run++) {
    for (const name of ['ours', 'plain', 'shallow'] as const) {
      const parent = path.join(scratchFolder('bench'), 'parent');
      mkdirSync(parent);
      const [began, sent] = [performance.now(), server.sent];
      await contenders[name](parent);
      measured[name].push({ ms: performance.now() - began, kB: (server.sent - sent) / 1000 });
      rmSync(parent, { recursive: true });
    }
  }
  await server.close();
  return (['ms', 'kB'] as const).flatMap((unit) =>
    (['plain', 'shallow'] as const).map((other) => ({
      what: `clone of ${COMMITS} commits, median of ${RUNS}`,
      value: median(measured.ours.map((run) => run[unit])),
      unit,
      against: {
        what: other === 'plain' ? 'git clone' : 'git clone --depth 1',
        value: median(measured[other].map((run) => run[unit])),
      },
    })),
  );
}

function emptyList(): { readonly ms: number; readonly kB: number }[] {
  return [];
}

/** A typical research repository: some hundred files, and figures that change with each commit. */
function history(): readonly Commit[] {
  const code = Object.fromEntries(
    Array.from({ length: 400 }, (_, index) => [
      `src/${index % 20}/${index}.py`,
      randomBytes(1500).toString('hex'),
    ]),
  );
  return Array.from({ length: COMMITS }, (_, index) => ({
    files: { ...(index === 0 ? code : {}), 'figure.png': randomBytes(400_000), 'README.md': `${index}` },
  }));
}
