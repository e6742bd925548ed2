import type { IndexedText } from '../../core/index/segment/document';
import type { TextDocument } from '../keptTexts/readIndexedText';

/** `folder` is where to write segments, if anywhere. */
export type ToIndexWorker =
  | { readonly kind: 'papers'; readonly papers: readonly IndexedText[]; readonly folder: string | undefined }
  | {
      readonly kind: 'texts';
      readonly documents: readonly TextDocument[];
      readonly folder: string | undefined;
    }
  | {
      readonly kind: 'segment';
      readonly folder: string;
      readonly name: string;
      /** Numbers of the documents to copy. */
      readonly living: readonly number[];
    }
  | { readonly kind: 'finish'; readonly folder: string | undefined };

/** A segment in shared memory, with the name of its file if written. */
export interface BuiltSegment {
  readonly bytes: Uint8Array<SharedArrayBuffer>;
  readonly name: string | undefined;
}

/** `taken` acknowledges each message, `built` or `failed` is the result. */
export type FromIndexWorker =
  | { readonly kind: 'taken' }
  | { readonly kind: 'built'; readonly segments: readonly BuiltSegment[] }
  | { readonly kind: 'failed'; readonly message: string };
