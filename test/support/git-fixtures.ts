import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export type Entry = string | Buffer | { readonly link: string } | { readonly submodule: string };

/** One commit on one branch. */
export interface Commit {
  /** Default `main`. */
  readonly branch?: string;
  /** `YYYY-MM-DD`, noon in UTC. */
  readonly date?: string;
  readonly files: Readonly<Record<string, Entry>>;
  /** Paths to remove from the previous commit. */
  readonly removed?: readonly string[];
}

/**
 * Makes a bare repository from a list of commits.
 * @param root folder that a git server serves
 * @param name `HOST/OWNER/NAME`
 * @param head branch that HEAD names, existing or not
 * @returns commit ids, in the order of the list
 */
export function makeRepository(
  root: string,
  name: string,
  commits: readonly Commit[],
  {
    head = 'main',
    tags = {},
  }: { readonly head?: string; readonly tags?: Readonly<Record<string, number>> } = {},
): readonly string[] {
  const folder = path.join(root, `${name}.git`);
  mkdirSync(folder, { recursive: true });
  const git = (args: readonly string[], input?: Buffer): string =>
    execFileSync('git', args, { cwd: folder, input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'ignore'] });
  git(['init', '--quiet', '--bare', `--initial-branch=${head}`]);
  git(['config', 'uploadpack.allowFilter', 'true']);
  if (commits.length === 0) return [];
  const stream: Buffer[] = [];
  // Spreading a commit of 50,000 files into arguments would exceed the stack.
  for (const [index, commit] of commits.entries())
    for (const piece of commitStream(commit, index + 1)) stream.push(piece);
  for (const [tag, index] of Object.entries(tags)) {
    stream.push(Buffer.from(`reset refs/tags/${tag}\nfrom :${index + 1}\n\n`));
  }
  const marks = path.join(folder, 'marks');
  git(['fast-import', '--quiet', `--export-marks=${marks}`], Buffer.concat(stream));
  const ids = new Map(
    readFileSync(marks, 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split(' ') as [string, string]),
  );
  return commits.map((_, index) => ids.get(`:${index + 1}`) ?? '');
}

function commitStream(
  { branch = 'main', date = '2025-01-01', files, removed = [] }: Commit,
  mark: number,
): Buffer[] {
  const seconds = Date.parse(`${date}T12:00:00Z`) / 1000;
  const lines: Buffer[] = [
    Buffer.from(`commit refs/heads/${branch}\nmark :${mark}\n`),
    Buffer.from(`committer Test <test@example.invalid> ${seconds} +0000\ndata 6\nCommit\n`),
  ];
  for (const file of removed) lines.push(Buffer.from(`D ${JSON.stringify(file)}\n`));
  for (const [file, entry] of Object.entries(files)) {
    if (typeof entry === 'object' && 'submodule' in entry) {
      lines.push(Buffer.from(`M 160000 ${entry.submodule} ${file}\n`));
      continue;
    }
    const isLink = typeof entry === 'object' && 'link' in entry;
    const data = Buffer.from(isLink ? entry.link : entry);
    lines.push(
      Buffer.from(`M ${isLink ? '120000' : '100644'} inline ${JSON.stringify(file)}\ndata ${data.length}\n`),
    );
    lines.push(data, Buffer.from('\n'));
  }
  lines.push(Buffer.from('\n'));
  return lines;
}
