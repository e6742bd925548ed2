/** Joins non-empty sentences. Adds no space after full-width punctuation (Chinese and Japanese). */
export function joinSentences(sentences: readonly string[]): string {
  return sentences
    .filter((sentence) => sentence !== '')
    .reduce((text, next) => (text === '' || /[。？！]$/.test(text) ? text + next : `${text} ${next}`), '');
}
