import type * as vscode from 'vscode';
import { citationSyntax, typedKey, type CitationSyntax } from '../core/citation/citationContext';
import { citationKeyAt, hasCitationKey, listedKeyAt, type KeyInLine } from '../core/citation/citationKeyAt';
import { findPaperMentions, paperMentionAt, type PaperMention } from '../core/links/paperMentions';
import type { ChosenBibliographies } from './citation/findBibliography';
import { citationAround, type Place } from './citation/textAround';

/** Characters to read on each side of a position. A minified line can have megabytes. */
const WINDOW_CHARS = 1_000;

export interface MentionInLine {
  readonly mention: PaperMention;
  readonly start: number;
  readonly end: number;
}

/** Finds the paper named at a UTF-16 offset of a line. */
export function mentionInLine(line: string, character: number): MentionInLine | undefined {
  const from = Math.max(0, character - WINDOW_CHARS);
  const mention = paperMentionAt(line.slice(from, character + WINDOW_CHARS), character - from);
  return mention && { mention, start: from + mention.start, end: from + mention.end };
}

/** Returns the citation key at a position, with offsets in the line. */
export function keyAtPosition(document: vscode.TextDocument, position: Place): KeyInLine | undefined {
  const { line, character } = position;
  const syntax = syntaxOf(document);
  if (syntax === 'link') return undefined;
  const { text } = document.lineAt(line);
  const from = Math.max(0, character - WINDOW_CHARS);
  const window = text.slice(from, character + WINDOW_CHARS);
  const found =
    citationKeyAt(syntax, window, character - from) ??
    (syntax === 'latex' && isInCitation(document, position)
      ? listedKeyAt(window, character - from)
      : undefined);
  return found && { key: found.key, start: from + found.start, end: from + found.end };
}

/** Also finds a citation that spans several lines. */
function isInCitation(document: vscode.TextDocument, position: Place): boolean {
  const { before } = citationAround(document, { start: position, end: position }, 'latex');
  return typedKey('latex', before) !== undefined;
}

/** Returns whether lines `from` to `to` name a paper or citation key. Reads only the beginning of each line. */
export function namesPaperInLines(document: vscode.TextDocument, from: number, to: number): boolean {
  const syntax = syntaxOf(document);
  for (let line = from; line <= Math.min(to, document.lineCount - 1); line += 1) {
    const text = document.lineAt(line).text.slice(0, WINDOW_CHARS);
    if (hasCitationKey(syntax, text) || findPaperMentions(text).length > 0) return true;
  }
  return false;
}

function syntaxOf({ languageId }: vscode.TextDocument): CitationSyntax | 'bibtex' {
  return languageId === 'bibtex' ? 'bibtex' : citationSyntax(languageId);
}

/** Finds the paper at a position: named in the text, or by a citation key whose bibliography entry has an arXiv id. */
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
