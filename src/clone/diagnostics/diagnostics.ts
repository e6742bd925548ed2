import { withoutSecrets, type CloneFailure } from '../git/gitFailure';

/** What a report of a bug needs to say. */
export interface Diagnostics {
  readonly extension: string;
  /** Name and version of the editor, and where it runs: `desktop`, `web`, `server-distro`. */
  readonly editor: string;
  /** Kind of the remote that the extension runs on, such as `ssh-remote` or `wsl`; undefined: none. */
  readonly remote: string | undefined;
  /** System, processor and their versions. */
  readonly system: string;
  /** Number of folders, their schemes and whether they are trusted. */
  readonly workspace: string;
  /** Version of git and who named it, or why there is none. */
  readonly git: string;
  /** Values that say nothing about the user, or only whether something is set. */
  readonly settings: readonly (readonly [name: string, value: string])[];
  readonly library: string;
  /** How many clones are known. */
  readonly clones: number;
  readonly failures: readonly ToldFailure[];
}

/** Whose names must not be in what is copied. */
export interface Person {
  /** The home folder. */
  readonly home: string;
  readonly user: string;
}

/** The diagnostics as Markdown, without names, paths and secrets of the person. */
export function diagnosticsText(facts: Diagnostics, person: Person): string {
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
  // Each line on its own: what one holds can't swallow the next, nor begin a line of its own.
  return lines.map((line) => `${withoutPerson(line.replace(/[\r\n]+/g, ' '), person)}\n`).join('');
}

/** Text without secrets, the home folder and the user's name, in addresses and paths of any system. */
export function withoutPerson(text: string, { home, user }: Person): string {
  let clean = withoutSecrets(text).replace(SECRET_PARAMETER, '$1…');
  // Longest first: a home folder that is part of another's name must not leave the rest behind.
  for (const path of [...new Set(spellings(home))].sort((a, b) => b.length - a.length)) {
    clean = replaceAllOf(clean, path, '~', /^[\p{L}\p{N}._-]/u);
  }
  clean = clean.replace(
    /((?:\/|\\|%2F|%5C)(?:home|Users|users)(?:\/|\\|%2F|%5C)+)[^/\\\s'"%:]{1,100}/g,
    '$1…',
  );
  const tells = user.length > 2 && !NOBODYS_NAMES.has(user.toLowerCase());
  return tells ? replaceAllOf(clean, user, '…', /^[\p{L}\p{N}_]/u) : clean;
}

/** Accounts of images, containers and systems: they name nobody, and are words that a report needs. */
const NOBODYS_NAMES: ReadonlySet<string> = new Set([
  ...['root', 'user', 'admin', 'administrator', 'vscode', 'node', 'code', 'coder', 'codespace', 'git'],
  ...['dev', 'developer', 'ubuntu', 'debian', 'docker', 'container', 'gitpod', 'jovyan', 'runner', 'test'],
]);

/** A parameter of an address that by its name is a secret. */
const SECRET_PARAMETER =
  /([?&][\w-]{0,40}(?:token|key|secret|password|passwd|signature|sig|auth|credential)=)[^&\s'")]{1,2000}/gi;

/** A folder as it is written in paths, in addresses, and in what escapes backslashes. */
function spellings(folder: string): readonly string[] {
  const plain = folder.replace(/[\\/]$/, '');
  // `/` and a drive are nobody's home.
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

/** Replaces a text wherever it stands as a whole, in any case: not where more of a name comes before or after it. */
function replaceAllOf(text: string, part: string, by: string, goesOn: RegExp): string {
  const lower = text.toLowerCase();
  const wanted = part.toLowerCase();
  // Some letters change their length with their case; then only the exact spelling is found.
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

/** A failure that was told. */
export interface ToldFailure extends CloneFailure {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The repository's key. */
  readonly repository: string;
}

/** How many are remembered. */
const MOST = 5;
/** The failures of this run of the extension, for whoever reports one. */
export class LastFailures {
  #failures: readonly ToldFailure[] = [];

  /** Newest first. */
  all(): readonly ToldFailure[] {
    return this.#failures;
  }

  add(failure: ToldFailure): void {
    this.#failures = [failure, ...this.#failures].slice(0, MOST);
  }
}
