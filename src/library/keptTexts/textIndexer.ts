import type { IndexedText } from '../../core/index/segment/document';
import type { Log } from '../../log';
import type { Indexer } from '../searchIndex/indexer';
import { buildHere, buildTextsInWorker, type StoredSegment } from '../searchIndex/indexWorkerClient';
import { readIndexedText, type TextDocument } from './readIndexedText';

/** Texts per call, so that searches run in between. Fewer would make more segments. */
const MAX_TEXTS = 256;
/** Without a worker, where a text blocks the host for about 40 ms. */
const MAX_TEXTS_HERE = 16;

export interface TextIndexerOptions {
  /** Returns `undefined` if the text is no longer kept. */
  readonly documentOf: (id: string) => TextDocument | undefined;
  readonly workerFile: string | undefined;
  /** Folder of the segments; `undefined` keeps them in memory. */
  readonly folder: string | undefined;
  readonly log: Log;
}

/** Indexes kept texts in a worker, which reads the files itself. The host is the fallback. */
export class TextIndexer implements Indexer {
  readonly #options: TextIndexerOptions;

  constructor(options: TextIndexerOptions) {
    this.#options = options;
  }

  /** Indexes the first of the texts. Empty if `signal` is aborted or no file could be read. */
  async make(texts: readonly Pick<IndexedText, 'id'>[], signal: AbortSignal): Promise<StoredSegment[]> {
    const { documentOf, workerFile, folder, log } = this.#options;
    const documents = texts.flatMap(({ id }) => documentOf(id) ?? []);
    if (workerFile !== undefined) {
      try {
        return await buildTextsInWorker(workerFile, folder, documents.slice(0, MAX_TEXTS), signal);
      } catch (error) {
        if (signal.aborted) return [];
        log.warn(`Kept texts: the index worker failed, so the texts are indexed here. ${String(error)}`);
      }
    }
    const read: IndexedText[] = [];
    for (const document of documents) {
      if (signal.aborted) return [];
      if (read.length === MAX_TEXTS_HERE) break;
      const text = await readIndexedText(document);
      if (text) read.push(text);
    }
    return read.length === 0 ? [] : [{ segment: await buildHere(read), name: undefined }];
  }
}
