import type * as vscode from 'vscode';
import { spanningText, type CitationSyntax, type CursorText } from '../../core/citation/citationContext';
import type { CursorEdit } from '../../core/citation/typstCitation';

/** UTF-16 code units to read on each side of a cursor. A minified line can have megabytes. */
const WINDOW_CHARS = 2_000;

/** Lines to read on each side of a cursor, for a citation with one key per line. */
const MAX_LINES = 50;

export type Place = Pick<vscode.Position, 'line' | 'character'>;

interface Ends {
  readonly start: Place;
  readonly end: Place;
}

/** Returns the text of the lines on both sides of a range. */
export function textAround(document: vscode.TextDocument, { start, end }: Ends): CursorText {
  const before = document
    .lineAt(start.line)
    .text.slice(Math.max(0, start.character - WINDOW_CHARS), start.character);
  const after = document.lineAt(end.line).text.slice(end.character, end.character + WINDOW_CHARS);
  return { before, after };
}

/** Returns the text on both sides of a range, including other lines of its citation. */
export function citationAround(
  document: vscode.TextDocument,
  range: Ends,
  syntax: CitationSyntax,
): CursorText {
  const lines = (from: number, to: number): readonly string[] =>
    Array.from({ length: Math.max(0, to - from) }, (_, index) =>
      document.lineAt(from + index).text.slice(0, WINDOW_CHARS),
    );
  const { start, end } = range;
  return spanningText(syntax, textAround(document, range), {
    above: lines(Math.max(0, start.line - MAX_LINES), start.line),
    below: lines(end.line + 1, Math.min(document.lineCount, end.line + 1 + MAX_LINES)),
  });
}

/** Extends a range by the characters that an edit replaces on each side. */
export function replacedRange(
  range: vscode.Range,
  { replacedBefore, replacedAfter }: Omit<CursorEdit, 'text'>,
): vscode.Range {
  return range.with(range.start.translate(0, -replacedBefore), range.end.translate(0, replacedAfter));
}
