export interface TreeEntry {
  readonly kind: 'file' | 'link' | 'submodule';
  readonly oid: string;
  readonly path: string;
  /** In bytes; absent if the listing has no sizes. */
  readonly size?: number;
}

export interface TreeListing {
  readonly entries: readonly TreeEntry[];
  readonly isCut: boolean;
}

/** Parses `git ls-tree -r -z`, with or without `-l`. Skips records in other formats. */
export function parseTreeListing(output: string): TreeListing {
  const records = output.split('\0');
  // A complete listing ends with a NUL, so the last record is empty.
  const rest = records.pop() ?? '';
  const entries = records.flatMap((record): readonly TreeEntry[] => {
    const [, mode = '', oid = '', size, path = ''] =
      /^(\d{6}) \w{1,10} ([0-9a-f]{40,64})(?: +(\d{1,15}|-))?\t([^]+)$/.exec(record) ?? [];
    if (path === '') return [];
    const kind = mode === '120000' ? 'link' : mode === '160000' ? 'submodule' : 'file';
    return [{ kind, oid, path, ...(size !== undefined && size !== '-' && { size: Number(size) }) }];
  });
  return { entries, isCut: rest !== '' };
}
