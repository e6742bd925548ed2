import type * as vscode from 'vscode';
import { citationSyntax } from '../core/citation/citationContext';
import { citationKeyAt, type KeyInLine } from '../core/citation/citationKeyAt';
import { paperMentionAt, type PaperMention } from '../core/links/paperMentions';
import type { ChosenBibliographies } from './citation/bibliography';

/** Characters read on each side of a position. A minified file can have a line of megabytes. */
const WINDOW_CHARS = 1_000;

/** A mention in a line, with offsets in that line. */
export interface MentionInLine {
  readonly mention: PaperMention;
  readonly start: number;
  readonly end: number;
}

/**
 * Finds the paper named at a position of a line.
 * @param line the text of the line
 * @param character UTF-16 offset in the line
 */
export function mentionInLine(line: string, character: number): MentionInLine | undefined {
  const from = Math.max(0, character - WINDOW_CHARS);
  const mention = paperMentionAt(line.slice(from, character + WINDOW_CHARS), character - from);
  return mention && { mention, start: from + mention.start, end: from + mention.end };
}

/** Citation key at a position of a document, with offsets in the line. */
export function keyAtPosition(
  document: vscode.TextDocument,
  { line, character }: vscode.Position,
): KeyInLine | undefined {
  const { languageId } = document;
  const syntax = languageId === 'bibtex' ? 'bibtex' : citationSyntax(languageId);
  if (syntax === 'link') return undefined;
  const { text } = document.lineAt(line);
  const from = Math.max(0, character - WINDOW_CHARS);
  const found = citationKeyAt(syntax, text.slice(from, character + WINDOW_CHARS), character - from);
  return found && { key: found.key, start: from + found.start, end: from + found.end };
}

/** Returns whether a position of a document is on a paper or on a citation key. Reads only its line. */
export function mayNamePaper(document: vscode.TextDocument, position: vscode.Position): boolean {
  return (
    mentionInLine(document.lineAt(position.line).text, position.character) !== undefined ||
    keyAtPosition(document, position) !== undefined
  );
}

/**
 * Finds the paper named at a position of a document: in its text, or by a citation key whose entry in the document's
 * bibliography has an arXiv id.
 */
export async function mentionAtPosition(
  document: vscode.TextDocument,
  position: vscode.Position,
  chosen: ChosenBibliographies,
): Promise<MentionInLine | undefined> {
  const written = mentionInLine(document.lineAt(position.line).text, position.character);
  if (written) return written;
  const found = keyAtPosition(document, position);
  if (!found) return undefined;
  const { citedMention } = await import('./citation/citedMention');
  const cited = await citedMention(document, found.key, chosen);
  const { start, end } = found;
  return cited && { mention: { start, end, ...cited }, start, end };
}
