import { htmlToText } from './htmlToText';
import type { TexSymbol } from './texCommands';

/** Invisible characters that split words, and private-use characters of `texToText`. */
const INVISIBLE = /[\u00ad\u200b\u2060\ufeff\ue000-\ue002]|[\udb80-\udbff][\udc00-\udfff]/g;

const WHITE_SPACE = /[\u0000-\u001f\u007f-\u009f\s\u2028-\u202e\u2066-\u2069]+/g;

/** Commands whose start was read as an escape (`\textbf`: a tab and `extbf`). None occurs in words. */
const CUT_COMMANDS: readonly (readonly [pattern: RegExp, restored: string])[] = [
  [/(?<![A-Za-z\\])ext(?=(?:bf|it|tt|sc|rm|sf|color)(?:[{A-Z]|[a-z]{3,7}\{))/g, '\\text'],
  [/(?<![A-Za-z\\])(href|url)(?=\{https?:)/g, '\\$1'],
  [/(?<![A-Za-z\\])mph(?=\{)/g, '\\emph'],
  [/(?<![A-Za-z\\])nquote(?=\{)/g, '\\enquote'],
  [/(?<![A-Za-z\\])ootnote(?=\{)/g, '\\footnote'],
  [/(?<=\$ ?)(sim|leq|geq|approx|pm|times)(?= ?\$)/g, '\\$1'],
  [/(?<=\$ ?)imes(?= ?\$)/g, '\\times'],
  [/(?<=[\d}] ?)imes(?=[\s\d\\$])/g, '\\times'],
];

/** Spaces, a semicolon or a missing slash break links: `https: //`, `https:/github.com`. */
const BROKEN_SCHEME = /\b(https?)\s?[:;]\s?(?:\/\/\s?(?=\w)|\/(?=[a-z][\w-]{0,62}\.[a-z]))/gi;

/**
 * Normalizes a raw title or abstract: collapses white space, removes control and invisible characters, converts HTML,
 * and repairs broken links and commands cut by an escape.
 */
export function normalizeText(raw: string, symbol: TexSymbol): string {
  let text = raw.replace(INVISIBLE, '').replace(WHITE_SPACE, ' ').replace(BROKEN_SCHEME, '$1://');
  text = htmlToText(text, symbol);
  if (!/[\\{$]/.test(text)) return text;
  for (const [pattern, restored] of CUT_COMMANDS) text = text.replace(pattern, restored);
  // JSON encoded twice. A command name never follows a line break.
  return text.replace(
    /\\\\(?=(?:hat|tilde|bar|frac|sqrt|text|math|emph|alpha|beta|gamma|delta|theta|sigma)[a-z]*\b)/g,
    '\\',
  );
}
