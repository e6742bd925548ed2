import type { FailureReason } from './gitFailure';
import { GIT_MESSAGES, LFS_MESSAGES, SERVER_MESSAGES, type MessageRow } from './gitMessages';
import { NETWORK_MESSAGES } from './networkMessages';

/**
 * Git also prints these after a network error: `expected flush after ref listing` after curl's `Operation too slow`. So
 * network messages are matched first.
 */
const CONSEQUENCES: ReadonlySet<FailureReason> = new Set(['notARepository', 'connectionLost']);

/** The first row that matches any line determines the reason. */
export const MESSAGES: readonly MessageRow[] = [
  ...LFS_MESSAGES,
  ...GIT_MESSAGES.filter(([, reason]) => !CONSEQUENCES.has(reason)),
  ...NETWORK_MESSAGES,
  ...GIT_MESSAGES.filter(([, reason]) => reason === 'notARepository'),
  ...SERVER_MESSAGES,
  ...GIT_MESSAGES.filter(([, reason]) => reason === 'connectionLost'),
];

/** A known message in lower case, split at its placeholders. */
interface Template {
  readonly reason: FailureReason;
  readonly ofServer: boolean;
  readonly parts: readonly string[];
}

const TEMPLATES: readonly Template[] = MESSAGES.map(([source, reason, text]: MessageRow) => ({
  reason,
  ofServer: source === 'server',
  parts: comparable(text).split('{}'),
}));

const PREFIX =
  /^(?:(?:fatal|error|warning|git|ssh|curl|git-lfs|fetch-pack|index-pack|unpack-objects): +|unable to access (?:url|'…'): +|rpc failed; (?:http \d{3} )?(?:curl \d{1,3} )|curl \d{1,3} )/;

const MAX_LINE_LENGTH = 1000;

/**
 * Returns the reason of the first known message, or `undefined`. Removes URLs and paths and matches messages from their
 * beginning, so that names of repositories and files cannot match.
 */
export function reasonOfMessages(printed: string): FailureReason | undefined {
  const lines = printed
    .split(/[\r\n]+/)
    .filter((line) => line.trim() !== '')
    .map(readLine);
  return TEMPLATES.find(({ parts, ofServer }) =>
    lines.some((line) => line.ofServer === ofServer && line.forms.some((form) => matches(form, parts))),
  )?.reason;
}

/** `forms` have 0, 1, 2 … prefixes removed. */
function readLine(line: string): { readonly ofServer: boolean; readonly forms: readonly string[] } {
  let text = comparable(withoutNames(line.slice(0, MAX_LINE_LENGTH)));
  const server = /^(?:fatal: +)?remote(?: error)?: */.exec(text)?.[0];
  if (server !== undefined) text = text.slice(server.length);
  const forms = [text];
  for (let found = PREFIX.exec(text); found !== null; found = PREFIX.exec(text)) {
    text = text.slice(found[0].length);
    forms.push(text);
  }
  return { ofServer: server !== undefined, forms };
}

function withoutNames(line: string): string {
  return line
    .replace(/\u001b\[[\d;]{0,20}[A-Za-z]/g, '')
    .replace(/\b[a-z][a-z+]{1,10}:\/\/[^\s'"’()[\]]{0,900}[^\s'"’()[\]:.,;]/gi, 'URL')
    .replace(/['‘]URL['’]/g, "'…'")
    .replace(/(?<![^\s(=:])['‘][^'’]{0,900}[/\\.][^'’]{0,900}['’](?!\w)/g, "'…'");
}

function comparable(text: string): string {
  return text
    .toLowerCase()
    .trim()
    .replace(/(?<![.\s])[.\s]+$/, '');
}

/** The first part must be at the beginning and the last at the end. */
function matches(text: string, parts: readonly string[]): boolean {
  const [first = '', ...others] = parts;
  const last = others.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of others) {
    const found = text.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}
