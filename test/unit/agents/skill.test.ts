import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { AGENT_TOOLS, PARTS } from '../../../src/core/agent/tools';
import { parseQuery } from '../../../src/core/query/parseQuery';

interface Manifest {
  readonly contributes: { readonly chatSkills: readonly { readonly path: string }[] };
}

/** The skills of the manifest, each with the fields of its header and its text. */
const SKILLS = (JSON.parse(readFileSync('package.json', 'utf8')) as Manifest).contributes.chatSkills.map(
  ({ path: file }) => {
    const [, header = '', text = ''] = /^---\n(.*?)\n---\n(.*)$/s.exec(readFileSync(file, 'utf8')) ?? [];
    const fields = header.split('\n').map((line) => /^(\w+): (.+)$/.exec(line)?.slice(1) ?? [line, '']);
    return { file, text, fields: new Map(fields as [string, string][]) };
  },
);

describe('the skill for agents', () => {
  it('has a valid name and description', () => {
    assert.equal(SKILLS.length, 1);
    for (const { file, fields } of SKILLS) {
      assert.equal(path.basename(file), 'SKILL.md');
      const name = fields.get('name') ?? '';
      assert.match(name, /^[a-z0-9]+(-[a-z0-9]+)*$/);
      assert.ok(name.length <= 64);
      assert.equal(name, path.basename(path.dirname(file)));
      const { length } = fields.get('description') ?? '';
      assert.ok(length > 0 && length <= 1024, `${length} characters`);
      assert.deepEqual([...fields.keys()], ['name', 'description']);
    }
  });

  it('names the tools, parts and commands that exist, and only those', () => {
    const nls = readFileSync('package.nls.json', 'utf8');
    for (const { text } of SKILLS) {
      const named = new Set(text.match(/papers_\w+/g));
      assert.deepEqual([...named].sort(), AGENT_TOOLS.map(({ name }) => name).sort());
      for (const part of PARTS) assert.ok(text.includes(`\`${part}\``), part);
      const commands = [...text.matchAll(/_Papers: ([^_]+)_/g)].map(([, title = '']) => title);
      assert.ok(commands.length > 0);
      for (const title of commands) assert.ok(nls.includes(JSON.stringify(title)), title);
    }
  });

  it('shows queries that the search understands', () => {
    for (const { text } of SKILLS) {
      const table = /## Search\n(.*?)\n## /s.exec(text)?.[1] ?? '';
      const queries = [...table.matchAll(/`([^`]+)`/g)]
        .map(([, query = '']) => query)
        .filter((query) => !query.startsWith('papers_'));
      assert.ok(queries.length > 8);
      for (const query of queries) {
        const { clauses, sort } = parseQuery(query);
        const isPlain = clauses.some(
          (clause) => clause.kind === 'text' && clause.field === undefined && clause.text.includes(':'),
        );
        assert.ok(!isPlain, `${query} is searched as words`);
        const word = clauses.find((clause) => clause.kind === 'text' && clause.field === undefined);
        // Words, phrases, or a recognized field, filter or order.
        assert.ok(clauses.length > 0 || sort !== 'relevance', query);
        if (query.includes(':')) assert.equal(word, undefined, query);
      }
    }
  });
});
