import { scriptText, type TexSymbol } from './texCommands';

const ARROWS: ReadonlyMap<string, string> = new Map([
  ['rightarrow', '→'],
  ['leftarrow', '←'],
  ['leftrightarrow', '↔'],
  ['uparrow', '↑'],
  ['downarrow', '↓'],
  ['Rightarrow', '⇒'],
  ['Leftarrow', '⇐'],
  ['Leftrightarrow', '⇔'],
]);

const PUNCTUATION: ReadonlyMap<string, string> = new Map([
  ['13', '–'],
  ['14', '—'],
  ['18', '‘'],
  ['19', '’'],
  ['1c', '“'],
  ['1d', '”'],
]);

const GREEK =
  'alpha|beta|gamma|delta|epsilon|varepsilon|zeta|eta|theta|kappa|lambda|mu|nu|xi|pi|rho|sigma|tau|phi|varphi|chi|psi|omega|Delta|Theta|Lambda|Sigma|Phi|Psi|Omega|Gamma|ell|nabla';

/** TeX names before a script, which never follows a word. */
const NAMED_GREEK = new RegExp(
  `(?<![A-Za-z\\d_])(${GREEK})(?=(?:[_^](?:\\{|\\d|[a-z](?![a-z])|${GREEK})))`,
  'g',
);

type Rule = readonly [pattern: RegExp, shown: string | ((...groups: string[]) => string)];

/**
 * Math that lost its dollars and backslashes: `20times`, `sim3x`, `leq5%`, `360^circ`, `x2014`. Applies only where
 * ordinary text has a space, so that "times" and "Phoenix2014T" stay.
 */
const RULES: readonly Rule[] = [
  // A dash or quotation mark touches both words. The next begins in lower case or has two letters.
  [
    /(?<=[A-Za-z)\]%.,])x20(1[3489cd])(?=[a-z]|[A-Z][A-Za-z])/g,
    (_, code = '') => PUNCTUATION.get(code) ?? '',
  ],
  [/(?<=[\d)}])\{?times\}?(?![a-z])|(?<![A-Za-z])times(?=\d)|(?<=[A-Z])times(?=[A-Z])|\{times\}/g, '×'],
  // The lookbehind comes last, so that the word is searched first.
  [/times(?<=[\^_]\{[^{}]{0,20}[a-z]times)\s?/g, '×'],
  [/(?<![A-Za-z-])\{?sim\}?!?(?=\d)(?!2[a-z]{2})/g, '∼'],
  [
    /(?:long|Long)?((?:left|right|leftright|up|down|Left|Right|Leftright)arrow)/g,
    (_, name = '') => ARROWS.get(name) ?? '',
  ],
  [/(?<![A-Za-z])leq(?=\s?\d)/g, '≤'],
  [/(?<![A-Za-z])geq(?=\s?\d)/g, '≥'],
  [/(?<![A-Za-z])approx(?=\s?\d)/g, '≈'],
  [/(?<![A-Za-z])pm(?=\d)(?!2\.5|10\b)/g, '±'],
  [/(?<=\d)cdot(?=\d)/g, '·'],
  [/(?<![A-Za-z])infty(?![a-z])/g, '∞'],
  [/(?<![A-Za-z])forall(?= [a-z]\b)/g, '∀'],
  [/(?<![A-Za-z])varepsilon(?![a-z])/g, 'ε'],
  [/(?<![A-Za-z])sqrt\{([^{}]*)\}/g, '√($1)'],
  [/(?<![A-Za-z])(?:red|blue|green|teal|orange|purple|cyan|magenta|gr[ae]y)\{([^{}]*)\}/g, '$1'],
];

/**
 * Converts math that lost its markup (see RULES) to readable text.
 * @param symbol supplies Greek letters and scripts
 */
export function stripMath(text: string, symbol: TexSymbol): string {
  if (!/times|sim|arrow|leq|geq|approx|pm\d|cdot|infty|forall|varepsilon|x20|[{^_]/.test(text)) return text;
  let plain = text;
  for (const [pattern, shown] of RULES) {
    plain = typeof shown === 'string' ? plain.replace(pattern, shown) : plain.replace(pattern, shown);
  }
  return plain
    .replace(NAMED_GREEK, (name) => symbol(`\\${name}`) ?? name)
    .replace(/(?<=[∇ℓα-ωΑ-Ω])_(\{[^{}]*\}|\w(?![A-Za-z]))/g, (_, script: string) => {
      return scriptText('_', script.replace(/[{}]/g, ''), symbol);
    })
    .replace(
      /(?<=[\p{L}\p{N}\p{Sm})\]}])\^(\{[^{}]{1,40}\}|\d+|circ\b|[A-Za-z*+](?![A-Za-z]))/gu,
      (_, script: string) => {
        return scriptText('^', script.replace(/[{}]/g, ''), symbol);
      },
    )
    .replace(/(?<=[\p{L}\p{N}])_\{([^{}]{1,40})\}/gu, (_, script: string) => {
      return /^\w+$/.test(script) ? `_${script}` : `_(${script})`;
    });
}
