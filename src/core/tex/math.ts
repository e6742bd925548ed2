/** Prose, or math without delimiters. */
export interface MathPart {
  readonly kind: 'text' | 'inline' | 'display';
  readonly value: string;
}

/** In UTF-16 code units. Limits what a lone dollar can match. */
const MAX_MATH_LENGTH = 600;

const OPENERS = /\\[([]|\${1,2}|\\./gs;

/**
 * Splits text into prose and math: `\(…\)`, `\[…\]`, `$…$`, `$$…$$`. `$…$` is math only if it cannot be money: it
 * contains a command, or there is no space inside the dollars, no digit follows, and it has no words.
 */
export function splitMath(text: string): readonly MathPart[] {
  const parts: MathPart[] = [];
  const closers = new Map<string, number>();
  let done = 0;
  OPENERS.lastIndex = 0;
  for (let opener = OPENERS.exec(text); opener !== null; opener = OPENERS.exec(text)) {
    const maths = mathAt(text, opener.index, opener[0], closers);
    if (!maths) continue;
    if (opener.index > done) parts.push({ kind: 'text', value: text.slice(done, opener.index) });
    parts.push({ kind: maths.kind, value: maths.value });
    done = maths.end;
    OPENERS.lastIndex = done;
  }
  if (done < text.length) parts.push({ kind: 'text', value: text.slice(done) });
  return parts;
}

/** Returns whether a text contains math that a TeX renderer can typeset. */
export function hasMath(text: string): boolean {
  return splitMath(text).some((part) => part.kind !== 'text');
}

function mathAt(
  text: string,
  start: number,
  opener: string,
  closers: Map<string, number>,
): (MathPart & { end: number }) | undefined {
  const from = start + opener.length;
  if (opener === '\\(' || opener === '\\[') {
    const end = nextCloser(text, opener === '\\(' ? '\\)' : '\\]', from, closers);
    if (end <= from || end > from + MAX_MATH_LENGTH) return undefined;
    const kind = opener === '\\(' ? 'inline' : 'display';
    return { kind, value: text.slice(from, end), end: end + 2 };
  }
  if (!opener.startsWith('$')) return undefined;
  const rest = text.slice(from, from + MAX_MATH_LENGTH);
  const length = closingDollar(rest, opener);
  const value = rest.slice(0, length);
  if (length < 1 || !isMath(value, rest.slice(length + opener.length))) return undefined;
  return { kind: opener === '$' ? 'inline' : 'display', value, end: from + length + opener.length };
}

/** Caches the position, so that many openers need only one search. */
function nextCloser(text: string, closer: string, from: number, closers: Map<string, number>): number {
  let end = closers.get(closer) ?? 0;
  if (end < from) {
    end = text.indexOf(closer, from);
    if (end < 0) end = Infinity;
    closers.set(closer, end);
  }
  return end;
}

function closingDollar(rest: string, closer: string): number {
  for (let at = rest.indexOf(closer); at >= 0; at = rest.indexOf(closer, at + 1)) {
    if (rest.charAt(at - 1) !== '\\') return at;
  }
  return -1;
}

/** Commands are math; words and amounts of money are not. */
function isMath(value: string, after: string): boolean {
  if (/\\[A-Za-z]/.test(value)) return true;
  // An operator before a number (`$>$86%`). Money always has a digit.
  if (/^[-+<>=≤≥≈±×∼*]{1,2}$/u.test(value)) return true;
  if (/^\s|\s$/.test(value.replace(/\s[.,]$/, ''))) return isSpacedMath(value);
  if (/^\d/.test(after)) return false;
  if (!/\s/.test(value)) return value.length <= 3 || /[\p{L}\p{N}\\^_]/u.test(value);
  return (
    /[\\^_={}<>≤≥≠≈∈]/.test(value) ||
    (/^[^\d\s]/.test(value) && !/\p{L}{3}/u.test(value) && value.length <= 40)
  );
}

/** Math with inner spaces, as in `$ D_p $`, has a script and no words. */
function isSpacedMath(value: string): boolean {
  return (
    /^\s\S[^]*\S\s$/.test(value) && /[\p{L}})][\^_][\p{L}\p{N}{]/u.test(value) && !/\p{L}{4}/u.test(value)
  );
}
