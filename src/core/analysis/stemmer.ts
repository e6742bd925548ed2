import lunr from 'lunr';
import { STOP_WORDS } from './stopWords';

/** Version of the Lunr that stems and whose scores these are; an index file is bound to it. */
export const LUNR_VERSION: string = lunr.version;

/**
 * A set, where Lunr's own filter asks a plain object: V8 keeps every word that an object was asked for, in the part of the
 * heap that only a whole collection empties.
 */
const stopWords: ReadonlySet<string> = new Set(STOP_WORDS);

/** Words of queries and of the papers on show are the same few over and over. */
const MOST_KEPT = 50_000;
const kept = new Map<string, string>();

/**
 * The stem of a word in its normal form, as Lunr's pipeline makes it of the American spelling; an empty string for a
 * stop word.
 */
export function madeStem(word: string): string {
  if (stopWords.has(word)) return '';
  return lunr.stemmer(new lunr.Token(american(word), {})).toString();
}

/** The same, remembered for the next time. */
export function stemOf(word: string): string {
  const known = kept.get(word);
  if (known !== undefined) return known;
  const stem = madeStem(word);
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(word, stem);
  return stem;
}

/** Verbs in `-ise` everywhere, and their kin: an `-ize` would part `precise` from `precision`, `revise` from `revision`. */
const EVERYWHERE = /(?:(?<!i)c|(?<!ti)v|[aouw]|pr)is(?:e|ing|a)/;
const VERB = /(?<=[a-z]{2}[b-df-hj-np-tv-z])is(?=(?:e[drs]?|ers|ing|able|ability|ations?|ational)$)/;
const CHANGES: readonly (readonly [british: RegExp, american: string])[] = [
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

/** Pieces of which words in a British spelling have one: only these need a closer look. */
const BRITISH =
  /is(?:e|i|a)|ys[ei]|our|re[ds]?$|ogu|enc|^(?:programme|artefact|judgem|aero|alumin|grey|(?:de)?sulph)/;
/** A word in lower case as Americans spell it, so that both spellings have one stem; any other word as it is. */
export function american(word: string): string {
  if (word.length < 4 || !BRITISH.test(word)) return word;
  const verb = EVERYWHERE.test(word) ? word : word.replace(VERB, 'iz');
  let spelt = verb;
  for (const [from, to] of CHANGES) spelt = spelt.replace(from, to);
  return spelt;
}
