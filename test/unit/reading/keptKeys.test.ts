import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Uri } from 'vscode';
import type * as KeptKeys from '../../../src/reading/keptKeys';
import { madePaper } from '../../support/papers';
import { scratchFolder } from '../../support/scratch.mjs';
import { withVSCode } from '../../support/withVSCode';

const vscode = {
  workspace: {
    textDocuments: [],
    decode: (bytes: Uint8Array) => Promise.resolve(Buffer.from(bytes).toString('utf8')),
    fs: { readFile: ({ fsPath }: Uri) => readFile(fsPath) },
  },
};

describe('the citation keys that an export keeps', () => {
  const paper = madePaper('2401.00001', { title: 'Scaling Laws', authors: ['Yue Wang'] });
  let keptKeys: typeof KeptKeys.keptKeys;
  before(async () => {
    ({ keptKeys } = await withVSCode(vscode, () => import('../../../src/reading/keptKeys')));
  });

  for (const [name, text, key] of [
    ['refs.bib', '@misc{mine, eprint={2401.00001}}', 'mine'],
    ['refs.json', '[{"id": "mine", "number": "arXiv:2401.00001"}]', 'mine'],
    ['refs.RIS', 'TY  - UNPB\r\nID  - mine\r\nAN  - arXiv:2401.00001\r\nER  - \r\n', 'mine'],
    ['list.md', '@misc{mine, eprint={2401.00001}}', 'earlier'],
    ['refs.json', 'not JSON', 'earlier'],
  ] as const)
    it(`are ${key === 'mine' ? 'those of the file' : 'those of earlier exports'} for ${name}: ${text.trim()}`, async () => {
      const fsPath = path.join(scratchFolder('kept'), name);
      writeFileSync(fsPath, text);
      const file = { fsPath, path: fsPath } as unknown as Uri;
      const kept = await keptKeys(file, [paper], new Map([[paper.id, 'earlier']]));
      assert.deepEqual([...kept], [[paper.id, key]]);
    });
});
