const TOOLTIP_LENGTH = 320;

/**
 * Returns the first whole sentences that fit, or the first words of a long one and "…".
 * @param maxLength in UTF-16 code units
 */
export function beginning(text: string, maxLength = TOOLTIP_LENGTH): string {
  if (text.length <= maxLength) return text;
  const cut = text.slice(0, maxLength);
  const sentence = Math.max(cut.lastIndexOf('. '), cut.lastIndexOf('? '), cut.lastIndexOf('! '));
  if (sentence > maxLength / 3) return cut.slice(0, sentence + 1);
  const word = cut.lastIndexOf(' ');
  return `${cut.slice(0, word > 0 ? word : maxLength)}…`;
}
