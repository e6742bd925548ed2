import assert from 'node:assert/strict';
import type { TextDocument } from 'vscode';
import { keyAtPosition, mentionInLine, namesPaperInLines } from '../../../src/editor/mentionAtPosition';

function documentOf(languageId: string, text: string): TextDocument {
  const lines = text.split('\n').map((line) => ({ text: line }));
  const document = { languageId, lineCount: lines.length, lineAt: (line: number) => lines[line] };
  return document as unknown as TextDocument;
}

describe('the paper named at a position of a line', () => {
  it('has offsets of the line, also far inside a long line', () => {
    const before = 'x '.repeat(500_000);
    const line = `${before}arXiv:2109.00859 ${before}`;
    const found = mentionInLine(line, before.length + 3);
    assert.equal(line.slice(found?.start, found?.end), 'arXiv:2109.00859');
    assert.equal(mentionInLine(line, before.length - 5), undefined);
  });
});

describe('lines that name a paper', () => {
  const named = (languageId: string, text: string, from = 0, to = 99): boolean =>
    namesPaperInLines(documentOf(languageId, text), from, to);
  for (const [languageId, text, expected] of [
    ['plaintext', 'a\nsee arXiv:2109.00859\nb', true],
    ['python', '# https://github.com/salesforce/CodeT5', true],
    ['python', '@property\ndef a(): ...', false],
    ['latex', '\\citep{wang}', true],
    ['latex', '\\section{Wang}', false],
    ['markdown', 'as in [@wang]', true],
    ['markdown', 'write to a@b.org', false],
    ['typst', '#cite(<wang>)', true],
    ['bibtex', '@misc{wang,', true],
    ['plaintext', '', false],
  ] as const)
    it(`${JSON.stringify(text)} in ${languageId}: ${String(expected)}`, () =>
      assert.equal(named(languageId, text), expected));

  it('are only those between the given lines', () => {
    const text = 'a\narXiv:2109.00859\nb\nc';
    assert.equal(named('plaintext', text, 1, 1), true);
    assert.equal(named('plaintext', text, 2, 3), false);
  });
});

describe('the citation key at a position', () => {
  for (const [languageId, marked, key] of [
    ['latex', '\\cite{a,k|ey}', 'key'],
    ['latex', '\\cite{\n  a,\n  k|ey,\n  b\n}', 'key'],
    ['latex', '\\cite{\n  a, % k|ey\n  b\n}', undefined],
    ['latex', '\\cite{\n  a,\n  |\n}', undefined],
    ['latex', '\\cite{a}\nk|ey}', undefined],
    ['latex', '\\cite{\n  a\n} k|ey', undefined],
    ['latex', '\\cite{\n  a\n\nk|ey}', undefined],
    ['latex', '\\emph{\nk|ey\n}', undefined],
    ['markdown', '[@a;\n@k|ey]', 'key'],
    ['markdown', '[@a;\nk|ey]', undefined],
    ['python', '\\cite{\nk|ey}', undefined],
  ] as const)
    it(`${JSON.stringify(marked)} in ${languageId}: ${String(key)}`, () => {
      const before = marked.slice(0, marked.indexOf('|')).split('\n');
      const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
      const text = marked.replace('|', '');
      const found = keyAtPosition(documentOf(languageId, text), position);
      assert.equal(found?.key, key);
      if (found) assert.equal(text.split('\n')[position.line]?.slice(found.start, found.end), key);
    });
});
