import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Uri } from 'vscode';
import type * as ExportFile from '../../src/exportFile';
import { scratchFolder } from '../support/scratch.mjs';
import { withVSCode } from '../support/withVSCode';

/** Loads the module with a VS Code whose disk is full: it writes the first bytes and reports success. */
function onFullDisk(): Promise<typeof ExportFile> {
  const fs = {
    readFile: ({ fsPath }: Uri) => readFile(fsPath),
    writeFile: ({ fsPath }: Uri, bytes: Uint8Array) => writeFile(fsPath, bytes.subarray(0, 4)),
  };
  return withVSCode({ workspace: { textDocuments: [], fs } }, () => import('../../src/exportFile'));
}

describe('the text of an export', () => {
  for (const scheme of ['file', 'vscode-vfs'])
    it(`is written whole in a folder of scheme ${scheme}, or reported as cut`, async () => {
      const fsPath = path.join(scratchFolder('export'), 'references.bib');
      writeFileSync(fsPath, 'old');
      const { writeText, hashOf } = await onFullDisk();
      const outcome = await writeText(
        { scheme, fsPath, path: fsPath } as unknown as Uri,
        'a new export',
      ).catch(String);
      const written = readFileSync(fsPath, 'utf8');
      if (scheme === 'file')
        assert.deepEqual([written, outcome], ['a new export', hashOf(Buffer.from(written))]);
      else assert.match(outcome, /Only 4 of 12 bytes/);
    });
});
