import { replacements, subsuperscripts } from 'unicodeit/ts_dist/js/data';
import { readableText } from '../core/tex/texToText';

let symbols: ReadonlyMap<string, string> | undefined;

/** A title or an abstract as a person reads it, its left-over TeX as Unicode. */
export function readable(raw: string): string {
  return readableText(raw, texSymbol);
}

/**
 * Looked up in unicodeit's table: its `replace` tries all 4,000 entries on each call, which takes milliseconds, and
 * matches the start of a longer command (`\log` as `\l`).
 */
function texSymbol(tex: string): string | undefined {
  symbols ??= new Map([...replacements, ...subsuperscripts].map(([from = '', to = '']) => [from, to]));
  return symbols.get(tex);
}
