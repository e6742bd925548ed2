import { Disposable } from '../../dispose';
import { Emitter, type Event } from '../../emitter';
import type { Log } from '../../log';
import type { JsonFile, JsonFormat } from './jsonFile';

export type SharedFile<T> = Pick<JsonFile<T>, 'read' | 'update'>;

/**
 * A small value in a file that all windows of this machine share, kept in memory. Work on the file runs one after the
 * other. A file that cannot be read or written is logged; a change then lasts for this session.
 */
export class SharedValue<T> extends Disposable {
  readonly #file: SharedFile<T>;
  readonly #format: JsonFormat<T>;
  readonly #log: Log;
  /** What the value is, for the log. */
  readonly #name: string;
  readonly #changed = this._register(new Emitter<void>());
  #value: T;
  #reading: Promise<void> | undefined;
  #last: Promise<unknown> = Promise.resolve();

  /** Fires after the value changed, here or in another window. */
  readonly onDidChange: Event<void> = this.#changed.event;

  /** @param name what the value is, for the log */
  constructor(file: SharedFile<T>, format: JsonFormat<T>, name: string, log: Log) {
    super();
    this.#file = file;
    this.#format = format;
    this.#name = name;
    this.#log = log;
    this.#value = format.read(undefined);
  }

  /** The value as of the last read or change; that of a missing file before. */
  get value(): T {
    return this.#value;
  }

  /** Reads the file; the first call does the work. Never rejects. */
  load(): Promise<void> {
    return (this.#reading ??= this.reload());
  }

  /** Reads the file again, because another window may have changed it. Never rejects. */
  reload(): Promise<void> {
    return this.#inTurn(() => this.#file.read());
  }

  /** Applies a change to the file. A change that returns its argument writes nothing. Never rejects. */
  update(change: (value: T) => T): Promise<void> {
    return this.#inTurn(async () => {
      try {
        return await this.#file.update(change);
      } catch (error) {
        this.#log.warn(`${this.#name} could not be kept: ${String(error)}`);
        return change(this.#value);
      }
    });
  }

  #inTurn(work: () => Promise<T>): Promise<void> {
    const mine = this.#last.then(async () => {
      try {
        const value = await work();
        const text = (one: T): string => JSON.stringify(this.#format.write(one));
        const same = text(value) === text(this.#value);
        if (same || this.disposed) return;
        this.#value = value;
        this.#changed.fire();
      } catch (error) {
        this.#log.warn(`${this.#name} could not be read: ${String(error)}`);
      }
    });
    this.#last = mine;
    return mine;
  }
}
