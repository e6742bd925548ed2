import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inProject } from '../../support/project.mjs';
import { commandLine, run } from '../../support/run.mjs';
import { scratchFolder } from '../../support/scratch.mjs';

/** Whether a process runs. Excludes zombies. */
function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const status = `/proc/${pid}/status`;
  return !existsSync(status) || !/^State:\s+Z/m.test(readFileSync(status, 'utf8'));
}

/** Waits until a process has ended. */
async function ends(pid: number): Promise<void> {
  while (runs(pid)) await new Promise((resolve) => setTimeout(resolve, 50));
}

describe('a program that is run', () => {
  it('is told by code and output', async () => {
    const { code, output } = await run('sh', ['-c', 'echo out; echo err >&2; exit 3']);
    assert.equal(code, 3);
    assert.match(output, /^out$/m);
    assert.match(output, /^err$/m);
  });

  it('that there is none of has code 127', async () => {
    const { code, output } = await run('no-such-program', []);
    assert.equal(code, 127);
    assert.match(output, /ENOENT/);
  });

  it('ends all processes that it started', async () => {
    const { output } = await run('sh', ['-c', 'sleep 1000 & echo $!']);
    await ends(Number(output));
  });

  for (const [signal, code] of [
    ['SIGTERM', 143],
    ['SIGINT', 130],
  ] as const)
    it(`ends with everything it started and its temporary folders at ${signal}`, async () => {
      const script = `
        import { run } from ${JSON.stringify(inProject('test/support/run.mjs'))};
        import { scratchFolder } from ${JSON.stringify(inProject('test/support/scratch.mjs'))};
        const folder = scratchFolder('run-test');
        run('sh', ['-c', 'sleep 1000 & echo $!; wait'], {
          onOutput: (text) => console.log(JSON.stringify({ folder, pid: Number(text) })),
        });`;
      const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
      const line = await new Promise<string>((resolve) =>
        child.stdout.once('data', (data: Buffer) => resolve(data.toString())),
      );
      const { folder, pid } = JSON.parse(line) as { folder: string; pid: number };
      assert.ok(existsSync(folder));
      child.kill(signal);
      assert.equal(await closed, code);
      assert.equal(existsSync(folder), false);
      await ends(pid);
    });

  it('that must complete gets SIGINT without its children, and is waited for', async function () {
    if (process.platform === 'win32') this.skip();
    const done = path.join(scratchFolder('completes'), 'done');
    // As apt-get does with dpkg: it notes the signal, and its child goes on.
    const program = `trap : INT; sh -c 'echo started; sleep 1; touch "$0"' "$0" & child=$!; wait $child; wait $child`;
    const script = `
      import { run } from ${JSON.stringify(inProject('test/support/run.mjs'))};
      run('sh', ['-c', ${JSON.stringify(program)}, ${JSON.stringify(done)}], {
        completes: true,
        onOutput: (text) => console.log(text),
      });`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
    await new Promise((resolve) => child.stdout.once('data', resolve));
    child.kill('SIGTERM');
    assert.equal(await closed, 143);
    assert.ok(existsSync(done));
  });
});

describe('the command line of a program', () => {
  const args = ['--user-data-dir=C:\\Users\\Ada L\\user', 'a&b'];

  it('gives a .cmd file of Windows its arguments whole', function () {
    // The shell of this test is not the one of Windows, but treats these quotation marks alike.
    if (process.platform === 'win32') this.skip();
    const folder = scratchFolder('cmd');
    writeFileSync(path.join(folder, 'code'), '#!/bin/sh\nprintf "[%s]" "$@"\n', { mode: 0o755 });
    const line = commandLine('code', args, 'win32');
    assert.equal(line.shell, true);
    const env = { ...process.env, PATH: `${folder}:${process.env['PATH'] ?? ''}` };
    const { stdout } = spawnSync(line.command, line.args, { shell: true, env, encoding: 'utf8' });
    assert.equal(stdout, args.map((arg) => `[${arg}]`).join(''));
  });

  it('needs no shell for other programs and on other systems', () => {
    for (const [command, platform] of [
      ['C:\\Program Files\\Code\\Code.exe', 'win32'],
      ['git', 'win32'],
      ['code', 'darwin'],
      ['npm', 'linux'],
    ] as const)
      assert.deepEqual(commandLine(command, args, platform), { command, args, shell: false });
  });
});
