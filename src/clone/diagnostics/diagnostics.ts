import { redactSecrets, type CloneFailure } from '../git/gitFailure';

export interface Diagnostics {
  readonly extension: string;
  /** With its version and where it runs: `desktop`, `web`, `server-distro`. */
  readonly editor: string;
  /** Such as `ssh-remote` or `wsl`; undefined if local. */
  readonly remote: string | undefined;
  readonly system: string;
  readonly workspace: string;
  readonly git: string;
  /** Values that do not identify the user, or `set` and `unset`. */
  readonly settings: readonly (readonly [name: string, value: string])[];
  readonly library: string;
  readonly clones: number;
  readonly failures: readonly ShownFailure[];
}

export interface UserIdentity {
  readonly home: string;
  readonly user: string;
}

/** As Markdown, without the user's name, paths and secrets. */
export function diagnosticsText(facts: Diagnostics, person: UserIdentity): string {
  const lines = [
    `- Daily Papers ${facts.extension}`,
    `- ${facts.editor}`,
    `- Remote: ${facts.remote ?? 'none'}`,
    `- ${facts.system}`,
    `- Workspace: ${facts.workspace}`,
    `- Git: ${facts.git}`,
    ...facts.settings.map(([name, value]) => `- ${name}: ${value}`),
    `- Library: ${facts.library}`,
    `- Clones: ${facts.clones}`,
    ...(facts.failures.length === 0 ? ['- No failures since the start'] : []),
    ...facts.failures.map(
      ({ at, repository, reason, detail }) =>
        `- ${new Date(at).toISOString()} ${repository}: ${reason}${detail === undefined ? '' : ` (${detail})`}`,
    ),
  ];
  // Redacts each line separately, so that no match crosses lines.
  return lines.map((line) => `${redactUser(line.replace(/[\r\n]+/g, ' '), person)}\n`).join('');
}

/** In URLs and in paths of any system. */
export function redactUser(text: string, { home, user }: UserIdentity): string {
  let clean = redactSecrets(text).replace(SECRET_PARAMETER, '$1…');
  // Longest first: a shorter spelling would leave the rest of a longer one.
  for (const path of [...new Set(pathVariants(home))].sort((a, b) => b.length - a.length)) {
    clean = replaceAllOf(clean, path, '~', /^[\p{L}\p{N}._-]/u);
  }
  clean = clean.replace(
    /((?:\/|\\|%2F|%5C)(?:home|Users|users)(?:\/|\\|%2F|%5C)+)[^/\\\s'"%:]{1,100}/g,
    '$1…',
  );
  const isIdentifying = user.length > 2 && !COMMON_NAMES.has(user.toLowerCase());
  return isIdentifying ? replaceAllOf(clean, user, '…', /^[\p{L}\p{N}_]/u) : clean;
}

/** Account names of images, containers and systems. */
const COMMON_NAMES: ReadonlySet<string> = new Set([
  ...['root', 'user', 'admin', 'administrator', 'vscode', 'node', 'code', 'coder', 'codespace', 'git'],
  ...['dev', 'developer', 'ubuntu', 'debian', 'docker', 'container', 'gitpod', 'jovyan', 'runner', 'test'],
]);

const SECRET_PARAMETER =
  /([?&][\w-]{0,40}(?:token|key|secret|password|passwd|signature|sig|auth|credential)=)[^&\s'")]{1,2000}/gi;

/** Spellings in paths, in URLs, and with escaped backslashes. */
function pathVariants(folder: string): readonly string[] {
  const plain = folder.replace(/[\\/]$/, '');
  // Never a root folder such as `/` or `C:\`.
  if (!/[\\/][^\\/]/.test(plain)) return [];
  const slashes = plain.replace(/\\/g, '/');
  return [
    plain,
    slashes,
    plain.replace(/\\/g, '\\\\'),
    slashes.split('/').map(encodeURIComponent).join('/'),
    encodeURIComponent(slashes),
    encodeURIComponent(plain),
  ];
}

/** Replaces whole words, ignoring case. `goesOn` matches characters that continue a word. */
function replaceAllOf(text: string, part: string, by: string, goesOn: RegExp): string {
  const lower = text.toLowerCase();
  const wanted = part.toLowerCase();
  // Lower case changes the length of some texts; then only the exact spelling is replaced.
  const [hay, needle] =
    lower.length === text.length && wanted.length === part.length ? [lower, wanted] : [text, part];
  let result = '';
  let from = 0;
  for (let at = hay.indexOf(needle); at !== -1; at = hay.indexOf(needle, at + 1)) {
    if (at < from || goesOn.test(text.slice(at + part.length, at + part.length + 2))) continue;
    if (/[\p{L}\p{N}_]$/u.test(text.slice(Math.max(0, at - 2), at)) && /^[\p{L}\p{N}]/u.test(part)) continue;
    result += text.slice(from, at) + by;
    from = at + part.length;
  }
  return result + text.slice(from);
}

export interface ShownFailure extends CloneFailure {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly repository: string;
}

const MAX_FAILURES = 5;
/** The last failures since the extension started, for bug reports. */
export class LastFailures {
  #failures: readonly ShownFailure[] = [];

  /** Newest first, since the extension started. */
  all(): readonly ShownFailure[] {
    return this.#failures;
  }

  add(failure: ShownFailure): void {
    this.#failures = [failure, ...this.#failures].slice(0, MAX_FAILURES);
  }
}
