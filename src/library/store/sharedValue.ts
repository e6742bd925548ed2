import { Disposable } from '../../dispose';
import { Emitter, type Event } from '../../emitter';
import type { Log } from '../../log';
import type { JsonFile, JsonFormat } from './jsonFile';

export type SharedFile<T> = Pick<JsonFile<T>, 'read' | 'update'>;

/** A small value in a file that all windows share. If the file fails, keeps changes for this session. */
export class SharedValue<T> extends Disposable {
  readonly #file: SharedFile<T>;
  readonly #format: JsonFormat<T>;
  readonly #log: Log;
  readonly #name: string;
  readonly #changed = this._register(new Emitter<void>());
  #value: T;
  #reading: Promise<void> | undefined;
  #last: Promise<unknown> = Promise.resolve();

  readonly onDidChange: Event<void> = this.#changed.event;

  /** @param name describes the value in the log */
  constructor(file: SharedFile<T>, format: JsonFormat<T>, name: string, log: Log) {
    super();
    this.#file = file;
    this.#format = format;
    this.#name = name;
    this.#log = log;
    this.#value = format.read(undefined);
  }

  /** Before the first read, the value of a missing file. */
  get value(): T {
    return this.#value;
  }

  load(): Promise<void> {
    return (this.#reading ??= this.reload());
  }

  reload(): Promise<void> {
    return this.#inTurn(() => this.#file.read());
  }

  /** Writes nothing if the change returns its argument. Never rejects. */
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
