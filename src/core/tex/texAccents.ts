/** Combining marks (The TeXbook, chapter 9). */
const MARKS: ReadonlyMap<string, string> = new Map([
  ['`', '\u0300'],
  ["'", '\u0301'],
  ['^', '\u0302'],
  ['~', '\u0303'],
  ['=', '\u0304'],
  ['u', '\u0306'],
  ['.', '\u0307'],
  ['"', '\u0308'],
  ['r', '\u030a'],
  ['H', '\u030b'],
  ['v', '\u030c'],
  ['d', '\u0323'],
  ['c', '\u0327'],
  ['k', '\u0328'],
  ['b', '\u0331'],
]);

const LETTERS: ReadonlyMap<string, string> = new Map([
  ['ss', 'ß'],
  ['ae', 'æ'],
  ['AE', 'Æ'],
  ['oe', 'œ'],
  ['OE', 'Œ'],
  ['o', 'ø'],
  ['O', 'Ø'],
  ['aa', 'å'],
  ['AA', 'Å'],
  ['l', 'ł'],
  ['L', 'Ł'],
  ['i', 'ı'],
  ['j', 'ȷ'],
]);

/** For writing TeX. */
export const ACCENT_OF_MARK: ReadonlyMap<string, string> = new Map(
  Array.from(MARKS, ([command, mark]) => [mark, command]),
);

/** For writing TeX. */
export const COMMAND_OF_LETTER: ReadonlyMap<string, string> = new Map(
  Array.from(LETTERS, ([command, letter]) => [letter, command]),
);

const ACCENT =
  /\\(?:(['`^"~])\s?(?:\{\\?([A-Za-z])\}|\\?([A-Za-z])|\{\\?([ij])\})|([=.uvHckrdb])\{\\?([A-Za-z])\})/g;

/** Converts `Pok\'emon`, `na\"{\i}ve`, `Ho\v{s}ek` and `\ss{}` to Unicode letters. */
export function combineAccents(text: string): string {
  return text
    .replace(/(?<=[A-Za-z])\\'(?=(?:s|t|d|m|re|ve|ll)\b)/g, "'")
    .replace(ACCENT, accent)
    .replace(/\\(ss|ae|AE|oe|OE|aa|AA|[oOlLij])(?![A-Za-z])(?:\{\}|\s(?=[a-z]))?/g, (whole, name: string) => {
      return LETTERS.get(name) ?? whole;
    });
}

function accent(whole: string, ...groups: (string | undefined)[]): string {
  const [sign, braced, bare, dotless, command, argument] = groups;
  const letter = braced ?? bare ?? dotless ?? argument ?? '';
  const one = `${letter}${MARKS.get(sign ?? command ?? '') ?? ''}`.normalize('NFC');
  // No such letter exists: the accent was an escaped quotation mark.
  return one.length === 1 ? one : whole.slice(1);
}
