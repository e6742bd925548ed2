import type * as vscode from 'vscode';
import { paperMentionAt, type PaperMention } from '../core/links/paperMentions';

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

/** Finds the paper named at a position of a document. */
export function mentionAtPosition(
  document: vscode.TextDocument,
  position: vscode.Position,
): MentionInLine | undefined {
  return mentionInLine(document.lineAt(position.line).text, position.character);
}
