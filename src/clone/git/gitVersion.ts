export type GitVersion = readonly [major: number, minor: number, patch: number];

/** For all options of a clone (`clone --no-tags`, 2017). */
export const OLDEST_GIT: GitVersion = [2, 14, 0];

/** For the full history: older versions replace the user's tags with the server's. */
export const OLDEST_FOR_HISTORY: GitVersion = [2, 20, 0];

/** For commits without trees and files (`--filter=tree:0`, 2018). */
export const OLDEST_FOR_DATE: GitVersion = [2, 20, 0];

/** Parses the output of `git --version`. Returns `undefined` for any other text. */
export function parseGitVersion(output: string): GitVersion | undefined {
  const match = /^git version (\d{1,4})\.(\d{1,4})(?:\.(\d{1,4}))?/.exec(output.trim());
  if (match === null) return undefined;
  return [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
}

/** Whether a version is the oldest supported one or newer. */
export function isAtLeast(version: GitVersion, oldest: GitVersion): boolean {
  for (const [index, wanted] of oldest.entries()) {
    const has = version[index] ?? 0;
    if (has !== wanted) return has > wanted;
  }
  return true;
}
