import { arxivDate } from '../links/arxiv';
import type { Paper } from '../paper/paper';
import { COMMAND_OF_LETTER } from '../tex/texAccents';
import { familyName } from './personName';

const SMALL_WORDS = new Set(
  (
    'a an and are as at be beyond by can do does for from how in into is it its not of on or our should that the ' +
    'their these this to toward towards using via we what when where which who why will with without you your'
  ).split(' '),
);

/** First author, year, first significant word of the title: `wang2021codet5`. */
export function citationKey(paper: Paper): string {
  const author = asciiWord(familyName(paper.authors[0] ?? ''));
  const words = paper.title.split(/[\s:–—/-]+/u).map(asciiWord);
  const telling =
    words.find((word) => /^(?=.*[a-z])../.test(word) && !SMALL_WORDS.has(word)) ??
    words.find((word) => word !== '');
  return `${author === '' ? 'anon' : author}${publicationYear(paper) ?? ''}${telling ?? ''}`;
}

export type KeysOfPapers = ReadonlyMap<string, string>;

/**
 * From the second on, equal keys get a letter.
 * @param kept earlier keys, which their papers keep and no other paper gets
 */
export function assignCitationKeys(
  papers: Iterable<Paper>,
  kept: KeysOfPapers = new Map(),
): readonly { readonly paper: Paper; readonly key: string }[] {
  const taken = new Set(Array.from(kept.values(), (key) => key.toLowerCase()));
  return Array.from(papers, (paper) => {
    const key = kept.get(paper.id) ?? firstFree(citationKey(paper), taken);
    taken.add(key.toLowerCase());
    return { paper, key };
  });
}

/** Adds a letter if needed (`wang2021codet5b`). BibTeX ignores case in keys. */
export function freeKey(wanted: string, taken: Iterable<string>): string {
  return firstFree(wanted, new Set(Array.from(taken, (key) => key.toLowerCase())));
}

/** @param taken keys in lower case */
function firstFree(wanted: string, taken: ReadonlySet<string>): string {
  let key = wanted;
  for (let number = 1; taken.has(key.toLowerCase()); number += 1) key = wanted + letters(number);
  return key;
}

/** 1 gives b, 25 gives z, 26 gives aa. */
function letters(number: number): string {
  const last = String.fromCharCode(97 + (number % 26));
  return number < 26 ? last : letters(Math.floor(number / 26) - 1).replace(/^$/, 'a') + last;
}

/** Falls back to the year in the arXiv id. */
export function publicationYear(paper: Paper): string | undefined {
  return paper.published === '' ? arxivDate(paper.id)?.year : paper.published.slice(0, 4);
}

/** Letters without an accent and without a command in plain TeX. */
const LATIN_LETTERS: ReadonlyMap<string, string> = new Map([
  ['Þ', 'th'],
  ['þ', 'th'],
  ['Ð', 'd'],
  ['ð', 'd'],
  ['Đ', 'd'],
  ['đ', 'd'],
  ['Ħ', 'h'],
  ['ħ', 'h'],
  ['Ŋ', 'n'],
  ['ŋ', 'n'],
  ['Ə', 'e'],
  ['ə', 'e'],
]);

function asciiWord(word: string): string {
  return Array.from(
    word.normalize('NFD'),
    (letter) => COMMAND_OF_LETTER.get(letter) ?? LATIN_LETTERS.get(letter) ?? letter,
  )
    .join('')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}
