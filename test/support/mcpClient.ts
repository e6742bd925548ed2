// The official MCP client with the packaged server, for tests and benches of agents.
import assert from 'node:assert/strict';
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { MCP_NODE_OPTIONS } from '../../src/ids';
import { inProject } from './project.mjs';

/** How a client starts a server. */
export interface ServerCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** The tested fields of an answer. */
export interface ToolResult {
  readonly status: string;
  readonly error?: string;
  readonly coverage?: string;
  readonly problems?: readonly string[];
  readonly papers?: readonly { readonly id: string; readonly title: string }[];
}

/** The packaged server. */
export const MCP_SERVER = inProject('dist', 'mcp.js');

/** Returns the command that starts the packaged server with a storage folder. */
export function serverCommand(storage: string, node = process.execPath): ServerCommand {
  return { command: node, args: [...MCP_NODE_OPTIONS, MCP_SERVER, '--storage', storage] };
}

/** Time limit of a request, in ms. The client's own limit of 60 s is too short for 1,000 calls on a busy machine. */
const MAX_WAIT_MS = 300_000;

/** Starts a server and connects a client to it. Closing the client ends the server. */
export async function connectedClient({ command, args, env }: ServerCommand): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' });
  const transport = new StdioClientTransport({
    command,
    args: [...args],
    stderr: 'pipe',
    ...(env && { env: { ...env } }),
  });
  await client.connect(transport, { timeout: MAX_WAIT_MS });
  return client;
}

/** Calls a tool and returns its answer. */
export async function called(
  client: Client,
  name: string,
  args: Readonly<Record<string, unknown>>,
): Promise<ToolResult> {
  const { content } = await client.callTool({ name, arguments: args }, { timeout: MAX_WAIT_MS });
  const [first] = content;
  assert.ok(first?.type === 'text');
  return JSON.parse(first.text) as ToolResult;
}

const INITIALIZE = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
};

/** A server that is driven line by line, for messages that no client sends. */
function rawServer({ command, args, env }: ServerCommand): {
  readonly server: ChildProcessWithoutNullStreams;
  readonly next: () => Promise<Record<string, unknown>>;
} {
  const server = spawn(command, args, { env: { ...process.env, ...env } });
  const lines = createInterface({ input: server.stdout })[Symbol.asyncIterator]();
  return {
    server,
    next: async () => JSON.parse((await lines.next()).value as string) as Record<string, unknown>,
  };
}

/** Cancels a call, then makes 1,000 at once. */
export async function cancelAndThousandCalls(client: Client): Promise<void> {
  const cancel = new AbortController();
  const cancelled = client.callTool(
    { name: 'papers_search', arguments: { query: 'code' } },
    { signal: cancel.signal },
  );
  cancel.abort();
  await assert.rejects(cancelled);
  const queries = Array.from({ length: 1_000 }, (_, i) => ['code', 'vision', 'language', 'agents'][i % 4]);
  const answers = await Promise.all(queries.map((query) => called(client, 'papers_search', { query })));
  assert.ok(answers.every(({ status }) => status === 'ok'));
}

/** Sends invalid messages; the server must continue. */
export async function malformedMessages(command: ServerCommand): Promise<void> {
  const { server, next } = rawServer(command);
  server.stdin.write('{"jsonrpc": "2.0", "id": 7, "method"\nnonsense\n[]\n{"id": null}\n');
  server.stdin.write(`${JSON.stringify(INITIALIZE)}\n`);
  let answer = await next();
  while (answer['id'] !== 1) answer = await next();
  assert.ok('result' in answer);
  server.stdin.end();
  await once(server, 'exit');
}

/** Closes the pipes of a server, which must end without an error. */
export async function closedPipes(command: ServerCommand): Promise<void> {
  const { server, next } = rawServer(command);
  server.stdin.write(`${JSON.stringify(INITIALIZE)}\n`);
  await next();
  server.stdout.destroy();
  server.stdin.end();
  const [code] = (await once(server, 'exit')) as [number];
  assert.equal(code, 0);
}

/** Uses everything that a server of the bundled digest offers: lists, each tool, a resource, errors. */
export async function tour(client: Client): Promise<void> {
  assert.equal(client.getServerVersion()?.name, 'daily-papers');
  const { tools } = await client.listTools();
  assert.deepEqual(
    tools.map(({ name }) => name),
    ['papers_search', 'papers_read', 'papers_list'],
  );
  assert.ok(tools.every(({ inputSchema }) => inputSchema.properties !== undefined));
  const { resources } = await client.listResources();
  assert.equal(resources.length, 20);
  const { contents } = await client.readResource({ uri: 'paper://2109.00859' });
  assert.match(
    (contents[0] as { text: string }).text,
    /^# CodeT5[^]*untrusted data[^]*## Abstract[^]*@misc\{wang2021codet5/,
  );
  const { papers } = await called(client, 'papers_search', { query: 'CodeT5' });
  assert.equal(papers?.[0]?.id, '2109.00859');
  for (const part of ['summary', 'abstract', 'bibtex', 'related', 'repositories'])
    assert.equal((await called(client, 'papers_read', { id: '2109.00859', part })).status, 'ok', part);
  assert.equal((await called(client, 'papers_list', { topic: 'code' })).status, 'ok');
  const failed = await client.callTool({ name: 'papers_read', arguments: { id: 'nothing' } });
  assert.equal(failed.isError, true);
  assert.match(JSON.stringify(failed.content), /not_found/);
  await assert.rejects(client.readResource({ uri: 'paper://0000.00000' }));
  await assert.rejects(client.callTool({ name: 'papers_clone', arguments: { id: '2109.00859' } }));
}
