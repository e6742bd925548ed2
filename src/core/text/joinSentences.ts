/**
 * Joins the non-empty sentences to one text. Adds no space after full-width punctuation, which ends a
 * sentence in Chinese and Japanese.
 */
export function joinSentences(sentences: readonly string[]): string {
  return sentences
    .filter((sentence) => sentence !== '')
    .reduce((text, next) => (text === '' || /[。？！]$/.test(text) ? text + next : `${text} ${next}`), '');
}
