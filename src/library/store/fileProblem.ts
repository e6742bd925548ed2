/** What is wrong with a stored file. A damaged file is named by the copy that was set aside. */
export type Trouble =
  | { readonly kind: 'damaged' | 'newer'; readonly file: string }
  | { readonly kind: 'unreadable'; readonly file: string; readonly why: string };

/** Sentences about such files; the caller words them in the user's language. */
export interface TroubleWords {
  damaged(files: readonly string[]): string;
  newer(files: readonly string[]): string;
  unreadable(files: readonly string[], why: string): string;
}

/** What is wrong, each kind and reason in one sentence that names all its files. */
export function troubleSentences(troubles: readonly Trouble[], words: TroubleWords): string[] {
  const files = (kind: Trouble['kind']): string[] =>
    troubles.filter((one) => one.kind === kind).map(({ file }) => file);
  const [damaged, newer] = [files('damaged'), files('newer')];
  const byReason = new Map<string, string[]>();
  for (const one of troubles) {
    if (one.kind === 'unreadable') byReason.set(one.why, [...(byReason.get(one.why) ?? []), one.file]);
  }
  return [
    ...(damaged.length > 0 ? [words.damaged(damaged)] : []),
    ...(newer.length > 0 ? [words.newer(newer)] : []),
    ...[...byReason].map(([why, unreadable]) => words.unreadable(unreadable, why)),
  ];
}

/** What went wrong in a word or two: the system's code where there is one, as its message holds paths. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return (error as NodeJS.ErrnoException).code ?? error.message;
}
