/** A file that Git LFS keeps elsewhere, as its pointer tells. */
export interface LfsPointer {
  /** SHA-256 of the content. */
  readonly oid: string;
  /** Bytes. */
  readonly size: number;
}

/** Longest pointer, in bytes: longer files are content. Stated by the LFS specification. */
export const LONGEST_POINTER = 1024;

/** Reads a pointer (git-lfs specification, version 1); undefined when the text is anything else. */
export function parseLfsPointer(text: string): LfsPointer | undefined {
  if (text.length > LONGEST_POINTER) return undefined;
  const match =
    /^version https:\/\/git-lfs\.github\.com\/spec\/v1\n(?:ext-[^\n]*\n)*oid sha256:([0-9a-f]{64})\nsize (\d{1,15})\n?$/.exec(
      text,
    );
  return match?.[1] === undefined ? undefined : { oid: match[1], size: Number(match[2]) };
}

/** Number of files and their bytes. */
export interface LfsTotal {
  readonly files: number;
  readonly bytes: number;
}

/** What downloading the pointed-to files would bring; the same content is counted once in bytes, as it is fetched. */
export function totalOf(pointers: readonly LfsPointer[]): LfsTotal {
  const sizes = new Map(pointers.map(({ oid, size }) => [oid, size]));
  return { files: pointers.length, bytes: [...sizes.values()].reduce((sum, size) => sum + size, 0) };
}

/** Bytes as people read them, in powers of 1000 as disks and networks are sold: `1.2 GB`. */
export function formatBytes(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  let unit = 0;
  let value = bytes;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit === 0 || value >= 9.95 ? Math.round(value) : value.toFixed(1)} ${units[unit] ?? ''}`;
}
