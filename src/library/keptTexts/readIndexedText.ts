import { readFile } from 'node:fs/promises';
import { searchableText } from '../../core/fullText/searchableText';
import type { IndexedText } from '../../core/index/segment/document';
import { retryIfLocked } from '../store/retryFile';
import { decodeText } from '../store/keptTextFormat';

export interface TextDocument {
  /** Contains the version; see `documentId`. */
  readonly id: string;
  readonly paperId: string;
  readonly file: string;
}

/**
 * Reads a kept text as the abstract of a document. A damaged text, or one with only the abstract page, becomes
 * an empty document. Otherwise each update would read it again.
 * @returns `undefined` if the file cannot be read; the next update tries again
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
