import { cachedStem } from '../../analysis/stemmer';
import { wordsOf, type Word } from '../../analysis/tokenizer';

/** How each stem of a paper is written there, by the form in lower case. */
export type SurfaceForms = ReadonlyMap<string, ReadonlyMap<string, SurfaceForm>>;

interface SurfaceForm {
  readonly count: number;
  /** As it is written, in lower case where it is so anywhere. */
  readonly spelling: string;
  /** The stem's own word in it. */
  readonly word: string;
}

/** Capitals that a title gives to every word. */
const TITLE_CASE = /^\p{Lu}\p{Ll}*(?:-\p{Lu}?\p{Ll}+)*$/u;

/** The forms of the stems in title and abstract; a word that is tied to others stands as the whole, as in `ad-hoc`. */
export function surfaceFormsOf(title: string, abstract: string): SurfaceForms {
  const forms = new Map<string, Map<string, SurfaceForm>>();
  for (const text of [title, abstract]) {
    for (const run of runsOf(wordsOf(text))) {
      const written = (from?: Word, to?: Word): string => {
        const spelling = text.slice(from?.start, to?.end);
        return text === title && TITLE_CASE.test(spelling) ? spelling.toLowerCase() : spelling;
      };
      const spelling = written(run[0], run.at(-1));
      for (const word of run) {
        const stem = cachedStem(word.text);
        const known = forms.get(stem) ?? new Map<string, SurfaceForm>();
        forms.set(stem, known);
        const form = addForms(known.get(spelling.toLowerCase()), {
          count: 1,
          spelling,
          word: written(word, word),
        });
        if (form) known.set(spelling.toLowerCase(), form);
      }
    }
  }
  return forms;
}

/**
 * What two papers write that share a stem: the most frequent form that both have. Where they have none in common it is
 * the stem's word alone: `aware` for `code-aware` in the one and `memory-aware` in the other.
 */
export function commonForm(stem: string, one: SurfaceForms, other: SurfaceForms): string | undefined {
  let best: SurfaceForm | undefined;
  let inBoth = false;
  const [mine, theirs] = [one.get(stem), other.get(stem)];
  for (const key of new Set([...(mine?.keys() ?? []), ...(theirs?.keys() ?? [])].sort())) {
    const [here, there] = [mine?.get(key), theirs?.get(key)];
    const form = addForms(here, there);
    const both = here !== undefined && there !== undefined;
    if (form === undefined || (best && (both === inBoth ? form.count <= best.count : inBoth))) continue;
    best = form;
    inBoth = both;
  }
  return inBoth ? best?.spelling : best?.word;
}

/** Occurrences of one form as one, in lower case where any is. */
function addForms(one: SurfaceForm | undefined, other: SurfaceForm | undefined): SurfaceForm | undefined {
  if (!one || !other) return one ?? other;
  const lower = other.spelling === other.spelling.toLowerCase() ? other : one;
  return { ...lower, count: one.count + other.count };
}

/** Words in order, those that are tied together as one. */
function runsOf(words: readonly Word[]): Word[][] {
  const runs: Word[][] = [];
  for (const word of words) {
    const run = runs.at(-1);
    if (word.hyphenated && run) run.push(word);
    else runs.push([word]);
  }
  return runs;
}
