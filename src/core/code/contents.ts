import { languageOf } from './languages';
import type { TreeListing } from './treeListing';

export interface LanguageShare {
  readonly name: string;
  readonly files: number;
  /** Part of the code, 0 to 1: by size if all sizes are known, else by number of files. */
  readonly share: number;
}

export interface RepositoryContents {
  /** `readme`: only documents and images. */
  readonly kind: 'code' | 'readme' | 'other';
  readonly files: number;
  /** More files exist than were listed. */
  readonly isCut: boolean;
  /** Absent if the host sent no sizes. */
  readonly bytes?: number;
  /** Largest share first. */
  readonly languages: readonly LanguageShare[];
  readonly submodules: number;
}

export interface Inspection extends RepositoryContents {
  /** Newest commit, and its day in UTC, `YYYY-MM-DD`. */
  readonly commit?: { readonly id: string; readonly date: string };
  /** SPDX id of the licence, or the name of its file if the text is not recognized. */
  readonly licence?: string;
  /** Files in Git LFS. `bytes` is the size of the first `counted` files. Absent if unknown. */
  readonly lfs?: { readonly files: number; readonly bytes: number; readonly counted: number };
}

/** Documents, images and Git settings: all that a repository contains before its code is published. */
const DOCUMENT =
  /(?:^|\/)(?:readme|licen[cs]e|copying|notice|citation|contributing|code_of_conduct|changelog|authors|cname)(?:[.-][^/]*)?$|(?:^|\/)\.(?:git[^/]*|nojekyll|ds_store)$|\.(?:md|markdown|rst|txt|pdf|png|jpe?g|gif|svg|webp|avif|ico|mp4|mov|webm|bib|cff)$/i;

/** Returns whether a path is that of a document or an image, not of code or data. */
export function isDocument(path: string): boolean {
  return DOCUMENT.test(path);
}

/** Summarizes the files of a tree. */
export function contentsOf({ entries, isCut }: TreeListing): RepositoryContents {
  const files = entries.filter(({ kind }) => kind !== 'submodule');
  const isSized = files.length > 0 && files.every(({ kind, size }) => size !== undefined || kind === 'link');
  const languages = new Map<string, { files: number; weight: number }>();
  let weight = 0;
  for (const { path, kind, size = 0 } of files) {
    const name = kind === 'file' ? languageOf(path) : undefined;
    if (name === undefined) continue;
    const counted = languages.get(name) ?? { files: 0, weight: 0 };
    languages.set(name, counted);
    // Empty files count as one byte, so that a share is never divided by 0.
    const added = isSized ? Math.max(size, 1) : 1;
    counted.files += 1;
    counted.weight += added;
    weight += added;
  }
  const submodules = entries.length - files.length;
  const isReadme =
    files.length > 0 && submodules === 0 && !isCut && files.every(({ path }) => isDocument(path));
  return {
    kind: languages.size > 0 ? 'code' : isReadme ? 'readme' : 'other',
    files: files.length,
    isCut,
    ...(isSized && { bytes: files.reduce((sum, { size = 0 }) => sum + size, 0) }),
    languages: [...languages]
      .map(([name, one]) => ({ name, files: one.files, share: one.weight / weight }))
      .sort((a, b) => b.share - a.share || (a.name < b.name ? -1 : 1)),
    submodules,
  };
}
