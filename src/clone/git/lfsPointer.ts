export interface LfsPointer {
  /** SHA-256 of the content. */
  readonly oid: string;
  /** Bytes of the content. */
  readonly size: number;
}

/** From the Git LFS specification. */
export const MAX_POINTER_BYTES = 1024;

/** Git LFS specification, version 1. Returns `undefined` for other text. */
export function parseLfsPointer(text: string): LfsPointer | undefined {
  if (text.length > MAX_POINTER_BYTES) return undefined;
  const match =
    /^version https:\/\/git-lfs\.github\.com\/spec\/v1\n(?:ext-[^\n]*\n)*oid sha256:([0-9a-f]{64})\nsize (\d{1,15})\n?$/.exec(
      text,
    );
  return match?.[1] === undefined ? undefined : { oid: match[1], size: Number(match[2]) };
}

export interface LfsTotal {
  readonly files: number;
  readonly bytes: number;
}

/** Identical content is downloaded once, so its bytes count once. */
export function totalOf(pointers: readonly LfsPointer[]): LfsTotal {
  const sizes = new Map(pointers.map(({ oid, size }) => [oid, size]));
  return { files: pointers.length, bytes: [...sizes.values()].reduce((sum, size) => sum + size, 0) };
}
