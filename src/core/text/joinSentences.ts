/**
 * Joins the sentences that are not empty to one text. Full-width punctuation, which ends a sentence in Chinese and
 * Japanese, is followed by no space.
 */
export function joinSentences(sentences: readonly string[]): string {
  return sentences
    .filter((sentence) => sentence !== '')
    .reduce((text, next) => (text === '' || /[。？！]$/.test(text) ? text + next : `${text} ${next}`), '');
}
