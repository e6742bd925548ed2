/** A ref and the folder below it, one reading of a link's path. */
export interface RefReading {
  readonly ref: string;
  readonly folder?: string;
}

/** The readings of a link's path after its first segment failed as a ref: longer and longer names, shorter folders. */
export function candidateRefs(ref: string, folder: string | undefined): readonly RefReading[] {
  const segments = folder?.split('/') ?? [];
  return segments.map((_, index) => {
    const rest = segments.slice(index + 1).join('/');
    return {
      ref: [ref, ...segments.slice(0, index + 1)].join('/'),
      ...(rest === '' ? {} : { folder: rest }),
    };
  });
}

/** Names of branches and tags in what `git ls-remote --heads --tags` prints. */
export function readRefNames(output: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const line of output.split('\n')) {
    const name = /^[0-9a-f]+\trefs\/(?:heads|tags)\/(.+)$/.exec(line.trim())?.[1];
    if (name !== undefined) names.add(name);
  }
  return names;
}
