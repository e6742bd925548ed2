const SENTENCE_END = /[.!?]["')\]]*\s+(?=[\p{Lu}\p{N}"'([])/gu;
const ABBREVIATION = /(?:\b(?:e\.g|i\.e|et al|cf|vs|Fig|Eq|Sec|resp|approx)|\b\p{Lu})\.$/u;

export interface Sentence {
  readonly segment: string;
  readonly index: number;
}

/** Returns at least one sentence. */
export function splitSentences(text: string): readonly Sentence[] {
  const sentences: Sentence[] = [];
  let from = 0;
  for (const match of text.matchAll(SENTENCE_END)) {
    const end = match.index + match[0].length;
    if (ABBREVIATION.test(text.slice(Math.max(from, match.index - 10), match.index + 1))) continue;
    sentences.push({ segment: text.slice(from, end), index: from });
    from = end;
  }
  if (from < text.length || sentences.length === 0)
    sentences.push({ segment: text.slice(from), index: from });
  return sentences;
}
