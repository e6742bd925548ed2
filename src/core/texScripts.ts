/** The Unicode text of one TeX command (`\leq`) or of one raised or lowered character (`^2`, `_i`), if it has any. */
export type TexSymbol = (tex: string) => string | undefined;

/** A superscript or subscript: as Unicode where every character has such a form, else with its sign and no braces. */
export function scriptText(sign: string, script: string, symbol: TexSymbol): string {
  const inner = script.trim().replace(/^\\?(?:top|⊤|intercal)$/, 'T');
  if (sign === '^' && /^(?:∘|°|circ)$/.test(inner)) return '°';
  const shown = Array.from(inner, (character) => symbol(sign + character));
  if (shown.length > 0 && shown.every((character) => character !== undefined)) return shown.join('');
  if (sign === '^' && /^[*+'′†‡]+$/.test(inner)) return inner;
  const plain = shown.length === 1 || /^[\p{L}\p{N},]*$|^\([^()]*\)$/u.test(inner);
  return `${sign}${plain ? inner : `(${inner})`}`;
}
