import lunr from 'lunr';
import { STOP_WORDS } from './stopWords';

/** Lunr's version. Index files of another version are discarded, because the stems may differ. */
export const LUNR_VERSION: string = lunr.version;

/** `lunr.stopWordFilter` looks words up in a plain object: V8 keeps such words until a full collection. */
const STOP_WORD_SET: ReadonlySet<string> = new Set(STOP_WORDS);

/** Labels of the pipeline's functions, in order. `lunr.Pipeline.load` needs registered labels. */
const PIPELINE = ['papers.stopWordFilter', 'papers.americanSpelling', 'stemmer'] as const;

register(PIPELINE[0], (token) => (STOP_WORD_SET.has(token.toString()) ? undefined : token));
register(PIPELINE[1], (token) => token.update(toAmericanSpelling));

const pipeline = lunr.Pipeline.load([...PIPELINE]);

/** A second registration, as by two bundles with one Lunr, would log a warning. */
function register(label: string, filter: (token: lunr.Token) => lunr.Token | undefined): void {
  const { registeredFunctions } = lunr.Pipeline as unknown as { readonly registeredFunctions: object };
  if (!(label in registeredFunctions)) lunr.Pipeline.registerFunction(filter as lunr.PipelineFunction, label);
}

/** Returns the stem of a normalized word, or an empty string for a stop word. */
export function stem(word: string): string {
  return pipeline.runString(word)[0] ?? '';
}

/**
 * Maximum number of cached words; visible papers repeat a few thousand. A full cache is cleared: 2 million look-ups
 * took 1.5 times as long with lru-cache, 10 times with `LruMap` (Node 20, 60,000 words, Zipf).
 */
const MAX_CACHED_STEMS = 50_000;
const cache = new Map<string, string>();

/** Returns the same as `stem`, from a cache. */
export function cachedStem(word: string): string {
  const known = cache.get(word);
  if (known !== undefined) return known;
  const made = stem(word);
  if (cache.size >= MAX_CACHED_STEMS) cache.clear();
  cache.set(word, made);
  return made;
}

/** Words that end in `-ise` in American English too. `-ize` would separate `precise` from `precision`. */
const IRREGULAR_IS = /(?:(?<!i)c|(?<!ti)v|[aouw]|pr)is(?:e|ing|a)/;
const IS_VERB_ENDING =
  /(?<=[a-z]{2}[b-df-hj-np-tv-z])is(?=(?:e[drs]?|ers|ing|able|ability|ations?|ational)$)/;
const SPELLING_RULES: readonly (readonly [british: RegExp, american: string])[] = [
  [/(?<=[a-z][ao]l)ys(?=(?:e[drs]?|ers|ing)$)/, 'yz'],
  [
    /(?<=col|behavi|neighb|fav|hon|lab|vap|hum|flav|harb|od|rum|tum|vig|rig|endeav|arm|val|savi|demean)our/,
    'or',
  ],
  [/(?<=cent|fib|met|lit|theat|calib|spect|lust)re(?=s?$)/, 'er'],
  [/(?<=cent|fib|met|calib)red$/, 'ered'],
  [/(?<=catal|dial|anal|monol|epil|homol)ogu(?:e(?=s?$)|(?=ed$|ing$|ers?$))/, 'og'],
  [/(?<=def|off|pret|lic)enc(?=e[ds]?$)/, 'ens'],
  [/^programme(?=s?$)/, 'program'],
  [/^artefact/, 'artifact'],
  [/^judgement/, 'judgment'],
  [/^aero(?=foil|plane)/, 'air'],
  [/^aluminium$/, 'aluminum'],
  [/^grey(?=s?$|scale)/, 'gray'],
  [/^(de)?sulph(?=[uai])/, '$1sulf'],
];

/** Matches every word that the rules may change. */
const MAYBE_BRITISH =
  /is(?:e|i|a)|ys[ei]|our|re[ds]?$|ogu|enc|^(?:programme|artefact|judgem|aero|alumin|grey|(?:de)?sulph)/;

/** Returns the American spelling of a lower-case word, so that both spellings have one stem. */
export function toAmericanSpelling(word: string): string {
  if (word.length < 4 || !MAYBE_BRITISH.test(word)) return word;
  const verb = IRREGULAR_IS.test(word) ? word : word.replace(IS_VERB_ENDING, 'iz');
  let spelt = verb;
  for (const [from, to] of SPELLING_RULES) spelt = spelt.replace(from, to);
  return spelt;
}
