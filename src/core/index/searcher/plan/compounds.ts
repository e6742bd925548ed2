import type { IndexReader } from '../../read/indexReader';
import { eachPhraseMatch, TEXT } from '../phraseQuery';
import { memoize } from '../queryCache';
import { splitCompound } from './spelling';
import { completionsOf, type Expansion } from './completions';

/** Papers read to see how they join two words. */
const MAX_PAPERS_READ = 20;
/** Minimum length of both parts, as in `Node.js`. */
const MIN_PART_LENGTH = 2;
const NAME_AND_NUMBER = /^(\p{L}{2,})(\p{N}+)$/u;
const LONG_NUMBER = /^\p{N}{4,}$/u;

type Parts = readonly [before: string, after: string] | undefined;

/**
 * Returns the two parts by which a word is looked up, if it joins two words or papers separate it.
 * @param numbered a number follows the word after a full stop or a hyphen
 */
export function partsOf(index: IndexReader, word: string, partial: boolean, numbered: boolean): Parts {
  const name = numbered ? nameAndNumber(word) : undefined;
  return (
    name ??
    memoize(
      index,
      `parts ${String(partial)} ${word}`,
      () => writtenApart(index, word, partial) ?? splitCompound(index, word, partial),
    )
  );
}

/**
 * Finds the parts of a word that papers write with punctuation, not a space: `nodejs` is `Node.js`, `10000` is
 * `10,000`. A word or prefix that papers contain is looked up as typed, except long numbers.
 */
function writtenApart(index: IndexReader, word: string, open: boolean): Parts {
  if (LONG_NUMBER.test(word)) {
    const parts = [word.slice(0, -3), word.slice(-3)] as const;
    return isWrittenSo(index, parts, false) ? parts : undefined;
  }
  if (index.hasTerm(word) || (open && completionsOf(index, word, 1).length > 0)) return undefined;
  for (let cut = MIN_PART_LENGTH; cut <= word.length - MIN_PART_LENGTH; cut++) {
    const parts = [word.slice(0, cut), word.slice(cut)] as const;
    if (index.docFreq(parts[0]) > 0 && isWrittenSo(index, parts, open)) return parts;
  }
  return undefined;
}

/** Splits `llama3` in `llama3.1`: papers also write `Llama 3.1` and `Llama-3.1`. */
function nameAndNumber(word: string): Parts {
  const [, name, number] = NAME_AND_NUMBER.exec(word) ?? [];
  return name === undefined || number === undefined ? undefined : [name, number];
}

function isWrittenSo(index: IndexReader, [before, after]: readonly [string, string], open: boolean): boolean {
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])${before}[^\\s\\p{L}\\p{N}]${after}`, 'iu');
  let read = 0;
  let found = false;
  eachPhraseMatch(index, `${before} ${after}`, TEXT, open, (doc) => {
    if (found || read++ >= MAX_PAPERS_READ) return;
    const { title = '', abstract = '' } = index.paper(doc) ?? {};
    found = pattern.test(title) || pattern.test(abstract);
  });
  return found;
}

/** The `e` of an umlaut written as two letters. Not after a vowel (Bauer) or before the last letter. */
const UMLAUT_E = /(?<=(?<![aeiou])[aou])e(?=\p{L}{2})/gu;

/** `Mueller` is `Müller`, which is indexed as `muller`. */
export function withoutUmlautE(word: string): string {
  return word.replace(UMLAUT_E, '');
}

/** Returns the name with an umlaut for a typed `ae`, `oe` or `ue`, if papers contain it. */
export function umlauts(index: IndexReader, word: string): Expansion[] {
  const name = withoutUmlautE(word);
  const count = name === word ? 0 : index.docFreq(name, 'authors');
  return count === 0 ? [] : [{ word: name, count, distance: 0 }];
}
