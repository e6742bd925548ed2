import { scriptText, type TexSymbol } from './texCommands';

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', ' '],
  ['thinsp', ' '],
  ['ensp', ' '],
  ['emsp', ' '],
  ['shy', ''],
  ['ndash', '–'],
  ['mdash', '—'],
  ['lsquo', '‘'],
  ['rsquo', '’'],
  ['ldquo', '“'],
  ['rdquo', '”'],
  ['laquo', '«'],
  ['raquo', '»'],
  ['hellip', '…'],
  ['bull', '•'],
  ['middot', '·'],
  ['times', '×'],
  ['divide', '÷'],
  ['plusmn', '±'],
  ['minus', '−'],
  ['deg', '°'],
  ['le', '≤'],
  ['ge', '≥'],
  ['ne', '≠'],
  ['asymp', '≈'],
  ['infin', '∞'],
  ['rarr', '→'],
  ['larr', '←'],
  ['sum', '∑'],
  ['radic', '√'],
  ['copy', '©'],
  ['reg', '®'],
  ['trade', '™'],
  ['sect', '§'],
  ['szlig', 'ß'],
  ['aelig', 'æ'],
  ['AElig', 'Æ'],
  ['oslash', 'ø'],
  ['Oslash', 'Ø'],
  ['alpha', 'α'],
  ['beta', 'β'],
  ['gamma', 'γ'],
  ['delta', 'δ'],
  ['epsilon', 'ε'],
  ['theta', 'θ'],
  ['lambda', 'λ'],
  ['mu', 'μ'],
  ['pi', 'π'],
  ['sigma', 'σ'],
  ['tau', 'τ'],
  ['phi', 'φ'],
  ['omega', 'ω'],
]);

/** For references such as `&eacute;`. */
const MARKS: ReadonlyMap<string, string> = new Map([
  ['grave', '\u0300'],
  ['acute', '\u0301'],
  ['circ', '\u0302'],
  ['tilde', '\u0303'],
  ['uml', '\u0308'],
  ['ring', '\u030a'],
  ['caron', '\u030c'],
  ['cedil', '\u0327'],
]);

const ENTITY =
  /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([A-Za-z])(grave|acute|circ|tilde|uml|ring|caron|cedil)|([A-Za-z]{2,8}));/gi;

/** A reference that was escaped again: `&amp;lt;`. */
const TWICE = /&(?:amp;)+(?=#?[a-z\d]{2,8};)/gi;

/** Requires both tags, so that `<b>` as a symbol stays. */
const LOOK = /<(i|b|u|em|strong|tt|small|span|italic|bold|sc)(?:\s[^<>]*)?>([^<>]*)<\/\1>/gi;
const SCRIPT = /\s?<(sup|sub)(?:\s[^<>]*)?>([^<>]{0,60})<\/\1>/gi;
/** Bounded attributes keep the time linear. */
const LINK = /<a\s[^<>]{0,300}href\s?=\s?["']([^"'<>]*)["'][^<>]{0,300}>([^<>]*)<\/a>/gi;
const BREAK = /<\/?(?:br|p|div|li|ul|ol)(?:\s[^<>]*)?\/?>/gi;
const EMPTY_WORDS = /^(?:this |the )?(?:https? )?(?:url|link|page|here)\.?$/i;

/** Converts HTML elements and character references to text. Any other `<tag>` is the author's text. */
export function htmlToText(text: string, symbol: TexSymbol): string {
  if (!/<\/|<br|<p>|&[A-Za-z#]/i.test(text)) return text;
  let plain = text;
  if (/<[^<>]*>/.test(plain)) {
    // For an element inside another.
    for (let depth = 0; depth < 2; depth += 1) {
      plain = plain
        .replace(LOOK, '$2')
        .replace(SCRIPT, (_, side: string, script: string) =>
          scriptText(side.toLowerCase() === 'sup' ? '^' : '_', script, symbol),
        );
    }
    plain = plain.replace(LINK, (_, url: string, words: string) => linkText(url, words)).replace(BREAK, ' ');
  }
  return plain.replace(TWICE, '&').replace(ENTITY, decode).replace(/ {2,}/g, ' ');
}

/** Returns only the URL if the text adds no information. */
function linkText(url: string, words: string): string {
  const shown = words.trim();
  if (!/^https?:/i.test(url)) return shown;
  const bare = (address: string): string => address.replace(/^https?:\/\/|[/.]{1,3}$/gi, '');
  const end = /[.,;]$/.exec(shown)?.[0] ?? '';
  if (shown === '' || EMPTY_WORDS.test(shown) || bare(shown) === bare(url)) return url + end;
  return `${shown} (${url})`;
}

function decode(
  whole: string,
  decimal?: string,
  hex?: string,
  letter?: string,
  mark?: string,
  name?: string,
): string {
  if (letter !== undefined && mark !== undefined) {
    const one = `${letter}${MARKS.get(mark.toLowerCase()) ?? ''}`.normalize('NFC');
    return one.length === 1 ? one : whole;
  }
  if (name !== undefined) return ENTITIES.get(name) ?? ENTITIES.get(name.toLowerCase()) ?? whole;
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  // Control characters, surrogates and values beyond Unicode.
  if (code < 0x20 || (code >= 0x7f && code < 0xa0) || (code >= 0xd800 && code < 0xe000) || code > 0x10ffff)
    return whole;
  return /[\u00ad\u200b\u2060\ufeff\u2028-\u202e\u2066-\u2069\ue000-\ue002]/.test(
    String.fromCodePoint(code),
  ) || code >= 0xf0000
    ? ''
    : String.fromCodePoint(code);
}
