import * as vscode from 'vscode';

/**
 * Records what the extension's bundle requests from VS Code and Node, and reports what it has not disposed.
 */
export class Tracking {
  readonly #held = new Map<object, string>();
  readonly #restore: (() => void)[] = [];

  /** @param bundle part of the file name in the stack of calls that count */
  constructor(bundle: string) {
    for (const [name, namespace] of Object.entries({
      commands: vscode.commands,
      languages: vscode.languages,
      lm: vscode.lm,
      window: vscode.window,
      workspace: vscode.workspace,
    })) {
      this.#wrapAll(name, namespace, bundle);
    }
    this.#wrapTimers(bundle);
  }

  /** What is not disposed, each with the lines of the bundle that requested it. */
  held(): readonly string[] {
    return [...this.#held.values()];
  }

  /** Restores the original functions. */
  end(): void {
    for (const restore of this.#restore) restore();
  }

  #wrapAll(name: string, namespace: Record<string, unknown>, bundle: string): void {
    for (const key of Object.keys(namespace)) {
      if (!/^(onDid|onWill|register|create)/.test(key)) continue;
      const original = namespace[key];
      if (typeof original !== 'function') continue;
      const replacement = (...args: unknown[]): unknown => {
        const result: unknown = Reflect.apply(original, namespace, args);
        const asked = askedBy(bundle);
        return asked && isDisposable(result) ? this.#watched(result, `${name}.${key}\n${asked}`) : result;
      };
      Object.defineProperty(namespace, key, { value: replacement, configurable: true, writable: true });
      this.#restore.push(() =>
        Object.defineProperty(namespace, key, { value: original, configurable: true, writable: true }),
      );
    }
  }

  /** Wraps an object to notice its `dispose`. */
  #watched<T extends vscode.Disposable>(thing: T, from: string): T {
    this.#held.set(thing, from);
    // The user may also close a page.
    if (isClosable(thing)) thing.onDidDispose(() => this.#held.delete(thing));
    return new Proxy(thing, {
      // Sets values on the object itself: VS Code's objects have private fields, which a proxy lacks.
      set: (target, key, value) => Reflect.set(target, key, value, target),
      get: (target, key) => {
        if (key === 'dispose') {
          return () => {
            this.#held.delete(target);
            target.dispose();
          };
        }
        const value: unknown = Reflect.get(target, key, target);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
  }

  #wrapTimers(bundle: string): void {
    const { setTimeout, setInterval, clearTimeout, clearInterval } = globalThis;
    const started = (timer: NodeJS.Timeout, kind: string): NodeJS.Timeout => {
      // VS Code's own code also sets timers during a call.
      const asked = directCaller().includes(bundle) ? askedBy(bundle) : undefined;
      if (asked) this.#held.set(timer, `${kind}\n${asked}`);
      return timer;
    };
    const stopped = (stop: typeof clearTimeout) => (timer: Parameters<typeof clearTimeout>[0]) => {
      if (typeof timer === 'object') this.#held.delete(timer);
      stop(timer);
    };
    const replacements = {
      setTimeout: (run: (...args: unknown[]) => void, after?: number, ...args: unknown[]) => {
        const timer: NodeJS.Timeout = started(
          setTimeout(() => {
            this.#held.delete(timer);
            run(...args);
          }, after),
          `setTimeout of ${after ?? 0} ms`,
        );
        return timer;
      },
      setInterval: (run: (...args: unknown[]) => void, every?: number, ...args: unknown[]) =>
        started(setInterval(run, every, ...args), `setInterval of ${every ?? 0} ms`),
      clearTimeout: stopped(clearTimeout),
      clearInterval: stopped(clearInterval),
    };
    Object.assign(globalThis, replacements);
    this.#restore.push(() =>
      Object.assign(globalThis, { setTimeout, setInterval, clearTimeout, clearInterval }),
    );
  }
}

/** Returns the lines of the bundle that lead to the current call; undefined if another caller made it. */
function askedBy(bundle: string): string | undefined {
  const lines = (new Error().stack ?? '').split('\n').filter((line) => line.includes(bundle));
  return lines.length > 0 ? lines.slice(0, 4).join('\n') : undefined;
}

/** Returns the first line of the stack outside this file. */
function directCaller(): string {
  const lines = (new Error().stack ?? '').split('\n').slice(1);
  return lines.find((line) => !line.includes(__filename)) ?? '';
}

const isDisposable = (value: unknown): value is vscode.Disposable =>
  typeof value === 'object' && value !== null && 'dispose' in value && typeof value.dispose === 'function';

const isClosable = (value: object): value is Pick<vscode.WebviewPanel, 'onDidDispose'> =>
  'onDidDispose' in value && typeof value.onDidDispose === 'function';
