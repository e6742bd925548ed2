import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { clientConfigurations } from '../../../src/agents/mcp/clientConfigurations';
import { LAUNCHER, launcherCode } from '../../../src/agents/mcp/launcher';
import { AGENT_TOOLS } from '../../../src/core/agent/tools';
import { MCP_NODE_OPTIONS } from '../../../src/ids';
import { scratchFolder } from '../../support/scratch.mjs';

const ID = 'daily-papers.daily-papers';

/** Installs versions of the extension whose server prints its version and arguments. */
function installed(versions: readonly string[]): {
  readonly folder: string;
  readonly run: () => ReturnType<typeof spawnSync>;
} {
  const folder = scratchFolder('launcher');
  const at = (version: string): string => path.join(folder, 'extensions', `${ID}-${version}`);
  for (const version of versions) {
    mkdirSync(path.join(at(version), 'dist'), { recursive: true });
    const program = `console.log(${JSON.stringify(version)}, process.argv.slice(2).join(' '))`;
    writeFileSync(path.join(at(version), 'dist', 'mcp.js'), program);
  }
  const launcher = path.join(folder, LAUNCHER);
  writeFileSync(launcher, launcherCode(at('0.1.0'), ID));
  return { folder, run: () => spawnSync(process.execPath, [launcher], { encoding: 'utf8' }) };
}

describe('the launcher of the MCP server', () => {
  it('starts the version that wrote it', () => {
    const { folder, run } = installed(['0.1.0']);
    assert.equal(run().stdout, `0.1.0 --storage ${folder}\n`);
  });

  it('starts the newest version after an update, also when the old one is gone', () => {
    const { folder, run } = installed(['0.1.0', '0.9.0', '0.10.0']);
    assert.equal(run().stdout, `0.10.0 --storage ${folder}\n`);
    rmSync(path.join(folder, 'extensions', `${ID}-0.1.0`), { recursive: true });
    assert.equal(run().stdout, `0.10.0 --storage ${folder}\n`);
  });

  it('takes no other extension for a version, and no version that is only half there', () => {
    const { folder, run } = installed(['0.1.0', '0.2.0', 'tools-9.0.0', '9.0.0']);
    rmSync(path.join(folder, 'extensions', `${ID}-9.0.0`, 'dist', 'mcp.js'));
    assert.equal(run().stdout, `0.2.0 --storage ${folder}\n`);
  });

  it('says what to do once the extension is uninstalled', () => {
    const { folder, run } = installed(['0.1.0']);
    rmSync(path.join(folder, 'extensions'), { recursive: true });
    const { status, stderr } = run();
    assert.equal(status, 1);
    assert.match(String(stderr), /no longer installed/);
  });
});

describe('the configuration for clients', () => {
  it('names the launcher in each client’s format, with any characters in its path', () => {
    const launcher = 'C:\\Users\\Zoë "Z"\\mcp.cjs';
    for (const { clients, text } of clientConfigurations(launcher)) {
      if (clients === 'Codex') {
        assert.equal(text.split('\n')[2], `args = ${JSON.stringify([...MCP_NODE_OPTIONS, launcher])}`);
        continue;
      }
      const [servers] = Object.values(JSON.parse(text) as Record<string, Record<string, { args: string[] }>>);
      assert.deepEqual(servers?.['daily-papers']?.args, [...MCP_NODE_OPTIONS, launcher], clients);
    }
  });
});

describe('the manifest of the tools', () => {
  it('describes the same tools as the MCP server', () => {
    const { contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      contributes: { languageModelTools: { name: string; modelDescription: string; inputSchema: unknown }[] };
    };
    const declared = contributes.languageModelTools.map(({ name, modelDescription, inputSchema }) => ({
      name,
      description: modelDescription,
      inputSchema,
    }));
    assert.deepEqual(declared, AGENT_TOOLS);
  });
});
