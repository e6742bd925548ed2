import { Growing } from './growing';
import { NO_STEM, type Segment } from './segment';
import { stemOf } from './stems';
import { byCodeUnits, Vocabulary } from './vocabulary';

/** The stems of words, and which words share each. */
type StemGroups = Pick<Segment, 'stems' | 'stemOfWord' | 'stemStarts' | 'stemWords'>;

/** Groups words, by their numbers in the list, by their stems; a stop word is in no group. */
export function groupByStem(words: readonly string[]): StemGroups {
  const groups = new Map<string, number[]>();
  words.forEach((word, i) => {
    const stem = stemOf(word);
    if (stem === '') return;
    const group = groups.get(stem);
    if (group === undefined) groups.set(stem, [i]);
    else group.push(i);
  });
  const stems = [...groups.keys()].sort(byCodeUnits);
  const stemOfWord = new Uint32Array(words.length).fill(NO_STEM);
  const stemStarts = new Uint32Array(stems.length + 1);
  const stemWords = new Growing();
  stems.forEach((stem, number) => {
    for (const word of groups.get(stem) ?? []) {
      stemOfWord[word] = number;
      stemWords.push(word);
    }
    stemStarts[number + 1] = stemWords.length;
  });
  return { stems: Vocabulary.from(stems), stemOfWord, stemStarts, stemWords: stemWords.view().slice() };
}
