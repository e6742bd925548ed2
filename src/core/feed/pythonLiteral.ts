/** Items of the feed have four levels. */
const MAX_DEPTH = 32;

const TOKEN =
  /\s*(?:([[\]{}(),:])|('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(True|False|None)\b)/suy;

const ESCAPE = /\\(?:(\n)|x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([0-7]{1,3})|(.))/gsu;

const CONTROLS: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['b', '\b'],
  ['f', '\f'],
  ['a', ''],
  ['v', '\n'],
]);

/**
 * Parses a Python literal (`{'a': True}`). Some archives of the feed contain `repr(item)`.
 * @returns the value that `JSON.parse` would return; `undefined` if the text is not a literal or is nested too deep
 */
export function parsePythonLiteral(text: string): unknown {
  const tokens = new Tokens(text);
  try {
    const value = parseValue(tokens, 0);
    return tokens.atEnd() ? value : undefined;
  } catch (error) {
    if (error instanceof NotLiteralError) return undefined;
    throw error;
  }
}

class NotLiteralError extends Error {}

class Tokens {
  #at = 0;
  constructor(readonly text: string) {}

  next(): string {
    TOKEN.lastIndex = this.#at;
    const match = TOKEN.exec(this.text);
    if (!match) throw new NotLiteralError();
    this.#at = TOKEN.lastIndex;
    return match[1] ?? match[2] ?? match[3] ?? match[4] ?? '';
  }

  peek(): string {
    const at = this.#at;
    const token = this.next();
    this.#at = at;
    return token;
  }

  atEnd(): boolean {
    return this.text.slice(this.#at).trim() === '';
  }
}

function parseValue(tokens: Tokens, depth: number): unknown {
  if (depth > MAX_DEPTH) throw new NotLiteralError();
  const token = tokens.next();
  if (token === '{') return parseEntries(tokens, depth);
  if (token === '[' || token === '(') return parseItems(tokens, token === '[' ? ']' : ')', depth);
  if (token.startsWith("'") || token.startsWith('"')) return unescape(token);
  if (token === 'True' || token === 'False') return token === 'True';
  if (token === 'None') return null;
  if (/^-?\d/.test(token)) return Number(token);
  throw new NotLiteralError();
}

function parseItems(tokens: Tokens, end: string, depth: number): unknown[] {
  const items: unknown[] = [];
  while (tokens.peek() !== end) {
    items.push(parseValue(tokens, depth + 1));
    if (tokens.peek() !== end && tokens.next() !== ',') throw new NotLiteralError();
  }
  tokens.next();
  return items;
}

function parseEntries(tokens: Tokens, depth: number): object {
  const entries: [string, unknown][] = [];
  while (tokens.peek() !== '}') {
    const key = parseValue(tokens, depth + 1);
    if (typeof key !== 'string' || tokens.next() !== ':') throw new NotLiteralError();
    entries.push([key, parseValue(tokens, depth + 1)]);
    if (tokens.peek() !== '}' && tokens.next() !== ',') throw new NotLiteralError();
  }
  tokens.next();
  // `fromEntries` makes `__proto__` an own key, as `JSON.parse` does.
  return Object.fromEntries(entries);
}

function unescape(token: string): string {
  return token
    .slice(1, -1)
    .replace(
      ESCAPE,
      (
        _whole: string,
        line?: string,
        two?: string,
        four?: string,
        eight?: string,
        octal?: string,
        other?: string,
      ) => {
        if (line !== undefined) return '';
        const code = two ?? four ?? eight;
        if (code !== undefined) return codePoint(Number.parseInt(code, 16));
        if (octal !== undefined) return codePoint(Number.parseInt(octal, 8));
        return CONTROLS.get(other ?? '') ?? other ?? '';
      },
    );
}

function codePoint(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
}
