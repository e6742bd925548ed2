import promises from 'node:fs/promises';

/** Calls to refuse, and the error. */
interface Refusal {
  readonly of: RegExp;
  readonly code: string;
  /** Number of refused calls of each kind, and of successful calls before these. */
  readonly times?: number;
  readonly after?: number;
  readonly calls?: readonly (typeof CALLS)[number][];
}

type Call = (...args: unknown[]) => Promise<unknown>;

/** Calls on whole files. Open files are not affected. */
const CALLS = ['open', 'readFile', 'readdir', 'rename', 'copyFile', 'stat', 'rm'] as const;

/**
 * Makes the file system refuse files during some work, as when a virus scanner holds them or a permission is
 * missing.
 */
export async function refusing<T>(
  { of, code, times = Infinity, after = 0, calls = CALLS }: Refusal,
  work: () => Promise<T>,
): Promise<T> {
  const library = promises as unknown as Record<(typeof CALLS)[number], Call>;
  const before = calls.map((name) => [name, library[name]] as const);
  for (const [name, real] of before) {
    let asked = 0;
    library[name] = async (...args) => {
      const names = name === 'rename' || name === 'copyFile' ? args.slice(0, 2) : args.slice(0, 1);
      const place = names.some((file) => of.test(String(file))) ? asked++ : -1;
      if (place >= after && place < after + times)
        throw Object.assign(new Error(`${code}: refused for the test, ${name} '${String(args[0])}'`), {
          code,
        });
      return real(...args);
    };
  }
  try {
    return await work();
  } finally {
    for (const [name, real] of before) library[name] = real;
  }
}
