import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { CloneTool } from '../../src/agents/cloneTool';
import { serverDefinition } from '../../src/agents/register';
import type { AgentLibrary } from '../../src/core/agent/agentLibrary';
import { AGENT_TOOLS } from '../../src/core/agent/tools';
import { Command } from '../../src/ids';
import {
  cancelAndThousandCalls,
  closedPipes,
  connectedClient,
  malformedMessages,
  tour,
} from '../support/mcpClient';
import { madePaper } from '../support/papers';
import { makeRepository } from '../support/git-fixtures';
import { startGitServer, type GitServer } from '../support/git-server';
import { scratchFolder } from '../support/scratch.mjs';
import { dailyPapers, until } from './extension';

interface Answer {
  readonly status: string;
  readonly error?: string;
  readonly folder?: string;
  readonly commit?: string;
  readonly cloned?: boolean;
  readonly papers?: readonly { readonly id: string }[];
}

async function invoked(name: string, input: object): Promise<Answer> {
  const result = await vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined });
  const [part] = result.content;
  assert.ok(part instanceof vscode.LanguageModelTextPart);
  return JSON.parse(part.value) as Answer;
}

describe('the language model tools', () => {
  before(() => dailyPapers().activate());

  it('are known to VS Code with their descriptions', () => {
    const known = new Map(vscode.lm.tools.map((tool) => [tool.name, tool.description]));
    for (const { name, description } of AGENT_TOOLS) assert.equal(known.get(name), description);
  });

  it('answer calls', async () => {
    const found = await invoked('papers_search', { query: 'CodeT5' });
    assert.deepEqual([found.status, found.papers?.[0]?.id], ['ok', '2109.00859']);
    assert.equal((await invoked('papers_read', { id: '2109.00859', part: 'bibtex' })).status, 'ok');
    assert.equal((await invoked('papers_read', { id: 'nothing' })).status, 'not_found');
    assert.equal((await invoked('papers_list', { topic: 'code' })).status, 'ok');
  });

  it('come with a skill', () => {
    const { contributes } = dailyPapers().packageJSON as {
      contributes: { chatSkills: readonly { readonly path: string }[] };
    };
    for (const { path: file } of contributes.chatSkills)
      assert.ok(existsSync(vscode.Uri.joinPath(dailyPapers().extensionUri, file).fsPath));
  });
});

describe('the tool that clones', () => {
  const workspace = (): string => vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
  const environment = { ...process.env };
  let server: GitServer;
  let commits: readonly string[];

  before(async () => {
    server = await startGitServer(scratchFolder('git'));
    const files = { 'README.md': '# CodeT5\n' };
    commits = makeRepository(server.root, 'github.com/salesforce/CodeT5', [{ date: '2021-09-02', files }]);
    Object.assign(process.env, server.environment);
    await dailyPapers().activate();
  });
  after(async () => {
    for (const name of Object.keys(server.environment)) {
      if (environment[name] === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = environment[name];
    }
    rmSync(path.join(workspace(), 'CodeT5'), { recursive: true, force: true });
    await server.close();
  });

  it('clones into the workspace and says what it cloned', async () => {
    const answer = await invoked('papers_clone', { id: '2109.00859' });
    assert.equal(answer.status, 'ok', JSON.stringify(answer));
    assert.deepEqual(
      [answer.cloned, path.basename(answer.folder ?? ''), answer.commit],
      [true, 'CodeT5', commits[0]],
    );
    assert.equal(readFileSync(path.join(workspace(), 'CodeT5', 'README.md'), 'utf8'), '# CodeT5\n');
  });

  it('says where a clone is that exists, and makes no other', async () => {
    const before = server.requests.length;
    const answer = await invoked('papers_clone', { id: '2109.00859' });
    assert.deepEqual([answer.status, answer.cloned, server.requests.length], ['ok', false, before]);
  });

  it('answers with an error if it cannot clone', async () => {
    const before = readdirSync(workspace());
    assert.equal(
      (await invoked('papers_clone', { id: '2109.00859', folder: '../..' })).status,
      'invalid_argument',
    );
    assert.equal((await invoked('papers_clone', { id: '0000.00000' })).status, 'not_found');
    assert.deepEqual(readdirSync(workspace()), before);
  });
});

describe('the question before an agent clones', () => {
  const paper = madePaper('2401.00001', {
    title: 'Click [here](command:evil) <b>now</b> $(zap)',
    repositories: [{ host: 'github.com', owner: 'lab', name: 'code', url: 'https://github.com/lab/code' }],
  });
  const library = {
    ready: () => Promise.resolve(),
    papers: () => [paper],
    paper: () => paper,
  } as unknown as AgentLibrary;
  let clones = 0;
  /** The tool over a cloner that counts. The folder's name comes from the file system, so it is hostile too. */
  const tool = (isRestricted: boolean): CloneTool =>
    new CloneTool(library, () =>
      Promise.resolve({
        isRestricted,
        isNetworkOff: false,
        place: (_, folder = '/work/[x](y)') =>
          Promise.resolve({ kind: 'free', parent: folder, name: 'code', folder: `${folder}/code` }),
        clone: () => Promise.resolve({ status: 'ok', clones: ++clones }),
      }),
    );
  const { signal } = new AbortController();

  it('names repository, paper and folder, without links or HTML', async () => {
    const { confirmationMessages } = await tool(false).prepare({ id: paper.id });
    assert.equal(confirmationMessages?.title, 'Clone lab/code?');
    const { message } = confirmationMessages;
    assert.ok(message instanceof vscode.MarkdownString);
    assert.deepEqual(
      [message.isTrusted, message.supportHtml, message.supportThemeIcons],
      [undefined, false, false],
    );
    assert.match(message.value, /\*\*lab\\\/code\*\* from github\\\.com into \*\*\\\/work\\\/\\\[x\\\]/);
    assert.match(message.value, /Click \\\[here\\\]\\\(command\\:evil\\\) \\<b\\>/);
  });

  it('is asked again for another folder', async () => {
    const one = tool(false);
    await one.prepare({ id: paper.id });
    assert.equal((await one.invoke({ id: paper.id, folder: '/other' }, signal)).status, 'not_available');
    assert.deepEqual([(await one.invoke({ id: paper.id }, signal)).status, clones], ['ok', 1]);
    assert.equal((await one.invoke({ id: paper.id }, signal)).status, 'not_available');
  });

  it('is not asked in an untrusted workspace, where the answer says why', async () => {
    const restricted = tool(true);
    const before = clones;
    assert.equal((await restricted.prepare({ id: paper.id })).confirmationMessages, undefined);
    const answer = await restricted.invoke({ id: paper.id }, signal);
    assert.equal(answer.status, 'not_available');
    assert.match(String(answer['error']), /Manage Workspace Trust/);
    assert.equal(clones, before);
  });
});

describe('the MCP server in VS Code', () => {
  it('is declared in the manifest', () => {
    const { contributes } = dailyPapers().packageJSON as {
      contributes: { mcpServerDefinitionProviders: readonly { readonly id: string }[] };
    };
    assert.deepEqual(
      contributes.mcpServerDefinitionProviders.map(({ id }) => id),
      ['daily-papers'],
    );
    assert.ok(existsSync(vscode.Uri.joinPath(dailyPapers().extensionUri, 'dist', 'mcp.js').fsPath));
  });

  it('is started by VS Code with its own Node and answers', async () => {
    const { extensionPath } = dailyPapers();
    const { version } = dailyPapers().packageJSON as { version: string };
    const storage = scratchFolder('agents');
    const definition = serverDefinition({ storage, program: extensionPath }, version);
    const { label, command, args, env } = definition;
    assert.ok(definition instanceof vscode.McpStdioServerDefinition);
    assert.deepEqual(
      [label, command, definition.version, env],
      ['Daily Papers', process.execPath, version, { ELECTRON_RUN_AS_NODE: '1' }],
    );
    assert.deepEqual(args.slice(-3), [path.join(extensionPath, 'dist', 'mcp.js'), '--storage', storage]);
    assert.ok(Number.parseInt(process.versions.node) >= 22);
    const client = await connectedClient({ command, args, env: { ELECTRON_RUN_AS_NODE: '1' } });
    try {
      await tour(client);
      assert.equal(client.getServerVersion()?.version, version);
      await cancelAndThousandCalls(client);
    } finally {
      await client.close();
    }
    const server = { command, args, env: { ELECTRON_RUN_AS_NODE: '1' } };
    await malformedMessages(server);
    await closedPipes(server);
    assert.deepEqual(readdirSync(storage), []);
  });

  it('is given to other programs as a configuration that starts it', async () => {
    const copied = vscode.commands.executeCommand(Command.copyMcpConfiguration);
    // The list of clients opens after a moment; its first row is Claude Code.
    await until('the configuration', async () => {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return (await vscode.env.clipboard.readText()).includes('mcpServers');
    });
    await copied;
    const { mcpServers } = JSON.parse(await vscode.env.clipboard.readText()) as {
      mcpServers: Record<string, { command: string; args: readonly string[] }>;
    };
    const { command, args } = mcpServers['daily-papers'] ?? { command: '', args: [] };
    assert.equal(command, 'node');
    assert.match(readFileSync(args.at(-1) ?? '', 'utf8'), /Starts the MCP server/);
  });
});
