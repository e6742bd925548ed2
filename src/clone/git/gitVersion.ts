/** Numbers of a version, most significant first. */
export type GitVersion = readonly [major: number, minor: number, patch: number];

/** Oldest git that knows every option of a clone (`clone --no-tags`, 2017). */
export const OLDEST_GIT: GitVersion = [2, 14, 0];

/** Oldest git for fetching the whole history: older ones replace the user's own tags with the server's. */
export const OLDEST_FOR_HISTORY: GitVersion = [2, 20, 0];

/** Oldest git that can fetch commits without their files (`--filter=tree:0`, 2018). */
export const OLDEST_FOR_DATE: GitVersion = [2, 20, 0];

/** Reads what `git --version` prints; undefined if another program printed it. */
export function parseGitVersion(output: string): GitVersion | undefined {
  const match = /^git version (\d{1,4})\.(\d{1,4})(?:\.(\d{1,4}))?/.exec(output.trim());
  if (match === null) return undefined;
  return [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
}

/** True when the version is `oldest` or newer. */
export function isAtLeast(version: GitVersion, oldest: GitVersion): boolean {
  for (const [index, wanted] of oldest.entries()) {
    const has = version[index] ?? 0;
    if (has !== wanted) return has > wanted;
  }
  return true;
}
