import Module from 'node:module';

type Load = (request: string, ...rest: readonly unknown[]) => unknown;

/** Loads modules with a replacement for VS Code's API, which Node does not have. Modules load once in a test file. */
export async function withVSCode<T>(vscode: object, load: () => Promise<T>): Promise<T> {
  const modules = Module as unknown as { _load: Load };
  const original = modules._load;
  modules._load = (request, ...rest) => (request === 'vscode' ? vscode : original(request, ...rest));
  try {
    return await load();
  } finally {
    modules._load = original;
  }
}
