/** For a damaged file, `file` is the name of its quarantined copy. */
export type FileProblem =
  | { readonly kind: 'damaged' | 'newer'; readonly file: string }
  | { readonly kind: 'unreadable'; readonly file: string; readonly why: string };

export interface ProblemMessages {
  damaged(files: readonly string[]): string;
  newer(files: readonly string[]): string;
  unreadable(files: readonly string[], why: string): string;
}

/** Returns one message for each kind and reason. */
export function fileProblemMessages(troubles: readonly FileProblem[], words: ProblemMessages): string[] {
  const files = (kind: FileProblem['kind']): string[] =>
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

/** Prefers the system's error code, because error messages contain paths. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return (error as NodeJS.ErrnoException).code ?? error.message;
}
