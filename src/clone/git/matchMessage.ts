import { MESSAGES, type MessageRow } from './gitMessages';
import type { FailureReason } from './gitFailure';

/** A known message in the parts between its placeholders, in lower case. */
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

/** What may come before a message: the program, the address, and the number of curl's error. */
const PREFIX =
  /^(?:(?:fatal|error|warning|git|ssh|curl|git-lfs|fetch-pack|index-pack|unpack-objects): +|unable to access (?:url|'…'): +|rpc failed; (?:http \d{3} )?(?:curl \d{1,3} )|curl \d{1,3} )/;

/** Longest line that is read, in characters. */
const LONGEST_LINE = 1000;

/**
 * Finds the known message in what git printed; undefined if there is none. Addresses and paths are cut out first, and a
 * message must match from its beginning: the name of a repository or file never decides.
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

/** A line without its prefixes, one form for each that was removed. Text of the server is told from git's own. */
function readLine(line: string): { readonly ofServer: boolean; readonly forms: readonly string[] } {
  let text = comparable(withoutNames(line.slice(0, LONGEST_LINE)));
  const server = /^(?:fatal: +)?remote(?: error)?: */.exec(text)?.[0];
  if (server !== undefined) text = text.slice(server.length);
  const forms = [text];
  for (let found = PREFIX.exec(text); found !== null; found = PREFIX.exec(text)) {
    text = text.slice(found[0].length);
    forms.push(text);
  }
  return { ofServer: server !== undefined, forms };
}

/** Cuts out colours, addresses, and quoted texts that are paths. */
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

/** Whether a text holds the parts in their order, the first at its beginning and the last at its end. */
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
