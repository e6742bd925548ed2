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
