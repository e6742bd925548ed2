import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import { AGENT_TOOLS } from '../../src/core/agent/tools';
import { dailyPapers } from './extension';

interface Answer {
  readonly status: string;
  readonly papers?: readonly { readonly id: string }[];
}

/** Calls a tool as a chat does, outside a chat request. */
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
    for (const { path } of contributes.chatSkills)
      assert.ok(existsSync(vscode.Uri.joinPath(dailyPapers().extensionUri, path).fsPath));
  });
});
