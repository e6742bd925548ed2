import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/**
 * Calls that open a picker, a box or a dialog. They need a title, so that the user can tell which extension
 * asks.
 */
const OPENING = new Set(['showQuickPick', 'showInputBox', 'showOpenDialog', 'showSaveDialog']);

/** Calls that create a box. A file of the same folder must set its title. */
const CREATING = new Set(['createQuickPick', 'createInputBox']);

/**
 * Returns the calls of a source file that open a picker without a title.
 * @param folder the text of all files of its folder
 */
function untitled(file: string, text: string, folder: string): readonly string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const name = node.expression.name.text;
      const hasTitle = OPENING.has(name)
        ? node.arguments.some((given) => ts.isObjectLiteralExpression(given) && hasProperty(given, 'title'))
        : !CREATING.has(name) || folder.includes('.title = ');
      if (!hasTitle) found.push(`${file}: ${name}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function hasProperty(object: ts.ObjectLiteralExpression, name: string): boolean {
  return object.properties.some((property) => property.name?.getText() === name);
}

describe('pickers, boxes and dialogs', () => {
  it('have a title', () => {
    const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => ({ name, text: readFileSync(path.join('src', name), 'utf8') }));
    const missing = files.flatMap(({ name, text }) => {
      const beside = files.filter((file) => path.dirname(file.name) === path.dirname(name));
      return untitled(name, text, beside.map((file) => file.text).join('\n'));
    });
    assert.deepEqual(missing, []);
  });

  it('are found without one', () => {
    for (const [text, expected] of [
      ['vscode.window.showQuickPick(rows, { placeHolder: "x" })', ['a.ts: showQuickPick']],
      ['vscode.window.showInputBox()', ['a.ts: showInputBox']],
      ['const box = vscode.window.createQuickPick();', ['a.ts: createQuickPick']],
      ['vscode.window.showOpenDialog({ title })', []],
    ] as const)
      assert.deepEqual(untitled('a.ts', text, text), expected);
  });
});
