import * as vscode from 'vscode';
import { Disposable } from '../dispose';
import type { KeptText } from '../library/store/keptTextStore';
import { textDocument } from './textDocument';
import { idOfTextUri } from './textUri';

export interface TextSource {
  /** Returns a text from this machine or this window's memory. */
  read(id: string): Promise<KeptText | undefined>;
}

interface Rendered {
  readonly id: string;
  readonly images: boolean;
  readonly bytes: Uint8Array;
  readonly mtime: number;
}

/** Content of the read-only documents of kept texts. Sends no request, even after a restart. */
export class TextFileSystem extends Disposable {
  readonly #source: TextSource;
  readonly #changed = this._register(new vscode.EventEmitter<vscode.FileChangeEvent[]>());
  readonly onDidChangeFile = this.#changed.event;
  /** Ids of papers whose images are shown until the window closes. */
  readonly #withImages = new Set<string>();
  /** Time of the last change of a document in this window. VS Code compares it. */
  readonly #changedAt = new Map<string, number>();
  #last: Rendered | undefined;

  constructor(source: TextSource) {
    super();
    this.#source = source;
  }

  /** Returns whether images are shown now. */
  toggleImages(uri: vscode.Uri): boolean {
    const id = idOfTextUri(uri);
    if (id === undefined) return false;
    const shown = !this.#withImages.delete(id);
    if (shown) this.#withImages.add(id);
    this.changed(uri);
    return shown;
  }

  changed(uri: vscode.Uri): void {
    const id = idOfTextUri(uri);
    if (id !== undefined) this.#changedAt.set(id, Date.now());
    this.#last = undefined;
    this.#changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const { bytes, mtime } = await this.#render(uri);
    return { type: vscode.FileType.File, ctime: mtime, mtime, size: bytes.length };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    return (await this.#render(uri)).bytes;
  }

  async #render(uri: vscode.Uri): Promise<Rendered> {
    const id = idOfTextUri(uri);
    if (id === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    const images = this.#withImages.has(id);
    if (this.#last?.id === id && this.#last.images === images) return this.#last;
    const text = await this.#source.read(id);
    if (!text) throw vscode.FileSystemError.FileNotFound(uri);
    const bytes = Buffer.from(textDocument(text, images), 'utf8');
    const mtime = Math.max(Date.parse(text.fetched) || 0, this.#changedAt.get(id) ?? 0);
    this.#last = { id, images, bytes, mtime };
    return this.#last;
  }
}
