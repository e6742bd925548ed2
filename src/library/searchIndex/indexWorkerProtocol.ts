import type { IndexedText } from '../../core/index/segment/document';

/** What the host asks of the index worker; `folder` is where segments are kept, if anywhere. */
export type ToIndexWorker =
  | { readonly kind: 'papers'; readonly papers: readonly IndexedText[]; readonly folder: string | undefined }
  | {
      readonly kind: 'segment';
      readonly folder: string;
      readonly name: string;
      /** Numbers of the papers to take over. */
      readonly living: readonly number[];
    }
  | { readonly kind: 'finish'; readonly folder: string | undefined };

/** A segment as bytes that both threads see, with the name of its file where it has one. */
export interface BuiltSegment {
  readonly bytes: Uint8Array<SharedArrayBuffer>;
  readonly name: string | undefined;
}

/** What the index worker answers: that it took one of the messages, and once what came of them. */
export type FromIndexWorker =
  | { readonly kind: 'taken' }
  | { readonly kind: 'built'; readonly segments: readonly BuiltSegment[] }
  | { readonly kind: 'failed'; readonly message: string };
