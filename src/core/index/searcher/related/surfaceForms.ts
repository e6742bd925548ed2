import { cachedStem } from '../../../analysis/stemmer';
import { wordsOf, type Word } from '../../../analysis/tokenizer';

/** Spellings of each stem in a paper, by lower-case form. */
export type SurfaceForms = ReadonlyMap<string, ReadonlyMap<string, SurfaceForm>>;

interface SurfaceForm {
  readonly count: number;
  /** As in the paper; in lower case if it occurs so anywhere. */
  readonly spelling: string;
  /** The part of the spelling that has the stem. */
  readonly word: string;
}

const TITLE_CASE = /^\p{Lu}\p{Ll}*(?:-\p{Lu}?\p{Ll}+)*$/u;

/** A hyphenated word counts as a whole: `ad-hoc`. */
export function surfaceFormsOf(title: string, abstract: string): SurfaceForms {
  const forms = new Map<string, Map<string, SurfaceForm>>();
  for (const text of [title, abstract]) {
    for (const run of hyphenatedRuns(wordsOf(text))) {
      const spellingOf = (from?: Word, to?: Word): string => {
        const spelling = text.slice(from?.start, to?.end);
        return text === title && TITLE_CASE.test(spelling) ? spelling.toLowerCase() : spelling;
      };
      const spelling = spellingOf(run[0], run.at(-1));
      for (const word of run) {
        const stem = cachedStem(word.text);
        const known = forms.get(stem) ?? new Map<string, SurfaceForm>();
        forms.set(stem, known);
        const form = addForms(known.get(spelling.toLowerCase()), {
          count: 1,
          spelling,
          word: spellingOf(word, word),
        });
        if (form) known.set(spelling.toLowerCase(), form);
      }
    }
  }
  return forms;
}

/**
 * Returns the most frequent spelling of a stem in both papers. If they share none, returns the word alone: `aware` for
 * `code-aware` and `memory-aware`.
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

/** In lower case if any occurrence is. */
function addForms(one: SurfaceForm | undefined, other: SurfaceForm | undefined): SurfaceForm | undefined {
  if (!one || !other) return one ?? other;
  const lower = other.spelling === other.spelling.toLowerCase() ? other : one;
  return { ...lower, count: one.count + other.count };
}

function hyphenatedRuns(words: readonly Word[]): Word[][] {
  const runs: Word[][] = [];
  for (const word of words) {
    const run = runs.at(-1);
    if (word.hyphenated && run) run.push(word);
    else runs.push([word]);
  }
  return runs;
}
