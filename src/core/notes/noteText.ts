import { cachedStem } from '../analysis/stemmer';
import { wordsOf } from '../analysis/tokenizer';

/** Limits of the first lines on a paper's page. */
const MAX_LINES = 6;
const MAX_LINE_LENGTH = 300;
/** In UTF-16 code units. */
const MAX_SEARCHED = 32_000;

/** Skips blank lines and the heading at the start. */
export function firstLines(body: string): string {
  const lines = body
    .slice(0, MAX_SEARCHED)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const shown = /^#{1,6}\s/.test(lines[0] ?? '') ? lines.slice(1) : lines;
  const cut = shown
    .slice(0, MAX_LINES)
    .map((line) => (line.length > MAX_LINE_LENGTH ? `${line.slice(0, MAX_LINE_LENGTH - 1)}…` : line));
  return [...cut, ...(shown.length > MAX_LINES ? ['…'] : [])].join('\n');
}

/** Returns words normalized as in the index, each between spaces: ` word word `. */
export function noteWords(body: string): string {
  const words = wordsOf(body.slice(0, MAX_SEARCHED)).map(({ text }) => text);
  return words.length === 0 ? '' : ` ${words.join(' ')} `;
}

export type WordsTest = (words: string) => boolean;

/**
 * Returns the test for `note:` in a query. Finds an exact text as a phrase, other words in all forms.
 * @param open the last word may be incomplete
 */
export function wordsTest(text: string, exact: boolean, open: boolean): WordsTest {
  const wanted = wordsOf(text).map((word) => word.text);
  if (wanted.length === 0) return () => false;
  if (exact) {
    const phrase = ` ${wanted.join(' ')}${open ? '' : ' '}`;
    return (words) => words.includes(phrase);
  }
  const tests = wanted.map((word, at): WordsTest => {
    if (open && at === wanted.length - 1) return (words) => words.includes(` ${word}`);
    const stem = cachedStem(word);
    // Forms of a word share their first letters, so only words with these letters are stemmed.
    const start = ` ${word.slice(0, 3)}`;
    return (words) =>
      words.includes(` ${word} `) || (stem !== '' && words.includes(start) && hasForm(words, start, stem));
  });
  return (words) => tests.every((test) => test(words));
}

function hasForm(words: string, start: string, stem: string): boolean {
  for (let at = words.indexOf(start); at >= 0; at = words.indexOf(start, at + 1)) {
    if (cachedStem(words.slice(at + 1, words.indexOf(' ', at + 1))) === stem) return true;
  }
  return false;
}

/** `ml` also matches `ml/nlp`. Ignores case. */
export function tagTest(wanted: string, open: boolean): (tags: readonly string[]) => boolean {
  const plain = wanted.trim().replace(/^#/, '').toLowerCase();
  return (tags) =>
    tags.some((tag) => {
      const lower = tag.toLowerCase();
      return lower === plain || lower.startsWith(open ? plain : `${plain}/`);
    });
}
