import { readFile } from 'node:fs/promises';
import { searchableText } from '../../core/fullText/searchableText';
import type { IndexedText } from '../../core/index/segment/document';
import { retryIfLocked } from '../store/retryFile';
import { decodeText } from '../store/keptTextFormat';

/** A text's file, and the id of its document in the index. */
export interface TextDocument {
  /** Names the version of the text; see `documentId`. */
  readonly id: string;
  readonly paperId: string;
  readonly file: string;
}

/**
 * Reads a kept text for the index. The whole text is the abstract of the document, which has no other field. A damaged
 * text, or one with only the abstract page, becomes an empty document, so that it is read once and not at each update.
 * @returns `undefined` if the file is missing or cannot be read; the next update tries again
 */
export async function readIndexedText({ id, paperId, file }: TextDocument): Promise<IndexedText | undefined> {
  let content: string;
  try {
    content = await retryIfLocked(() => readFile(file, 'utf8'));
  } catch {
    return undefined;
  }
  const read = decodeText(content);
  const abstract = read.kind === 'text' && read.text.id === paperId ? searchableText(read.text.answer) : '';
  return { id, title: '', abstract, authors: [], repositories: [] };
}
