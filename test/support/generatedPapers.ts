import type { Paper } from '../../src/core/paper/paper';
import { Random } from '../eval/random';
import { madePaper } from './papers';

const SYLLABLES =
  'ba be bi co cu da de di fa fo ga gi ha he in ka la le li lo ma mi mo na ne no or pa pe ra re ri ro sa se si so ta te ti to un va ve vi za'.split(
    ' ',
  );
/** Words of running text, so that stop words have realistic frequencies. */
const COMMON = 'the of and a to in for we is on with that this as by are model learning method results'.split(
  ' ',
);
const ENDINGS = ['', '', '', 's', 'ing', 'ed', 'ation', 'ations', 'er'];

/** Papers of invented words, frequent and rare as words are (Zipf); the same for the same seed. */
export function generatedPapers(count: number, seed: number, words = 60): Paper[] {
  const random = new Random(seed);
  const rare = Array.from({ length: Math.max(200, count * 2) }, () => inventedWord(random));
  const word = (): string => {
    if (random.next() < 0.4) return COMMON[random.below(COMMON.length)] ?? '';
    const rank = Math.floor(rare.length ** random.next()) - 1;
    const ending = ENDINGS[random.below(ENDINGS.length)] ?? '';
    return (
      (rare[rank] ?? '') + ending + (random.next() < 0.02 ? `-${rare[random.below(rare.length)] ?? ''}` : '')
    );
  };
  const text = (length: number): string => Array.from({ length }, word).join(' ');
  return Array.from({ length: count }, (_, i) =>
    madePaper(`${2000 + (i % 25)}.${String(10_000 + i)}`, {
      title: text(4 + random.below(8)),
      abstract: text(words + random.below(words)),
      authors: [`${inventedWord(random)} ${inventedWord(random)}`],
      published: `20${10 + random.below(15)}-0${1 + random.below(9)}-1${random.below(10)}`,
      repositories:
        random.next() < 0.3
          ? [
              {
                host: 'github.com',
                owner: inventedWord(random),
                name: inventedWord(random),
                url: 'https://github.com',
              },
            ]
          : [],
    }),
  );
}

function inventedWord(random: Random): string {
  return Array.from({ length: 2 + random.below(3) }, () => SYLLABLES[random.below(SYLLABLES.length)]).join(
    '',
  );
}
