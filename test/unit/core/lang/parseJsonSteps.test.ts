import assert from 'node:assert/strict';
import fc from 'fast-check';
import { endOfContainer, parseJsonSteps } from '../../../../src/core/lang/parseJsonSteps';
import { runToEnd } from '../../../../src/core/lang/runGenerator';
import { TextPieces } from '../../../../src/core/lang/textPieces';
import { withinCpuSeconds } from '../../../support/cpuTime';

/** Parses a text that arrives in pieces of this size. */
function parse(text: string, size = text.length, most = Infinity): unknown {
  const pieces = new TextPieces(cut(text, size));
  const parsed = runToEnd(parseJsonSteps(pieces, 0, text.length, most));
  return parsed.ok ? parsed.value : 'no JSON';
}

function cut(text: string, size: number): string[] {
  return Array.from({ length: Math.ceil(text.length / Math.max(1, size)) }, (_, i) =>
    text.slice(i * size, (i + 1) * size),
  );
}

/** Returns the result of `JSON.parse`. */
function expected(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return 'no JSON';
  }
}

const long = 'long "text" \\ with [brackets], {braces}: and commas '.repeat(1_000);
const items = Array.from({ length: 3_000 }, (_, n) => ({ n, text: `item ${n} "," ] }`, list: [n, [n]] }));

describe('JSON that is parsed in steps', () => {
  const texts: readonly (readonly [what: string, text: string])[] = [
    ['a large list', JSON.stringify(items)],
    ['a large list over several lines', JSON.stringify(items, undefined, 2)],
    ['a wrapper around a large list', JSON.stringify({ date: '2024-05-01', data: items, count: 3_000 })],
    ['lists in lists', JSON.stringify({ a: { b: { c: [items, [items]] } }, d: items })],
    ['a large object', JSON.stringify(Object.fromEntries(items.map((item) => [`key ${item.n}`, item])))],
    ['large elements between small ones', JSON.stringify([1, long, 2, [long], 3, { long }, 4])],
    ['large members between small ones', JSON.stringify({ a: 1, [long]: long, b: [long, 2], c: 3 })],
    ['the same key twice', `{"a":1,"a":${JSON.stringify(items)},"a":2,"b":3}`],
    ['an inherited name as a key', `{"__proto__":${JSON.stringify(items)},"constructor":1}`],
    ['numbers as keys', `{"b":${JSON.stringify(items)},"2":1,"1":2}`],
    ['a long string', JSON.stringify(long)],
    ['white space around it', ` \n\t${JSON.stringify(items)}\r\n `],
    ['an empty list of much white space', `[${' '.repeat(40_000)}]`],
    ['small values', '[1,"a",null,true,{"a":[]}]'],
  ];
  for (const [what, text] of texts)
    for (const size of [text.length, 1_000, 7])
      it(`is the same: ${what}, in pieces of ${size}`, () => {
        const value = parse(text, size);
        assert.deepEqual(value, expected(text));
        assert.equal(JSON.stringify(value), JSON.stringify(expected(text)), 'the order of the keys');
      });

  const filler = JSON.stringify(items).slice(1, -1);
  const broken: readonly string[] = [
    `[${filler}`,
    `[${filler}}`,
    `[${filler},]`,
    `[${filler},,1]`,
    `[,${filler}]`,
    `[${filler}] 1`,
    `[${filler}],`,
    `{"a":[${filler}],}`,
    `{"a":[${filler}],,"b":1}`,
    `{"a":[${filler}]:1}`,
    `{"a" [${filler}]}`,
    `{1:[${filler}]}`,
    `{"a":[${filler}]]`,
    `[${filler}, "a]`,
    `[${JSON.stringify(long)},]`,
    `[${JSON.stringify(long)},,${JSON.stringify(long)}]`,
    `{"a":${JSON.stringify(long)},}`,
    '[1,]',
    '[]]',
    '',
    ' ',
  ];
  for (const text of broken) {
    const name = text.length > 60 ? `${text.slice(0, 30)} … ${text.slice(-30)}` : text;
    it(`is invalid: ${JSON.stringify(name)}`, () => {
      assert.equal(parse(text), 'no JSON');
      assert.equal(parse(text, 1_000), 'no JSON');
    });
  }

  it('is the same, or none, whatever the text', () => {
    // Values with padding, so that some are divided, in pieces of any size, and damaged at any position.
    const padded = fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.stringify(value));
    const pad = fc.constantFrom('', ' ', ' '.repeat(33_000), `,"${'x'.repeat(33_000)}"`);
    const joined = fc
      .tuple(fc.constantFrom('[', '{"a":', ''), padded, pad, padded, fc.constantFrom(']', '}', '', ',]'))
      .map(([open, one, between, other, close]) => `${open}${one}${between},${other}${close}`);
    fc.assert(
      fc.property(fc.oneof(padded, joined), fc.integer({ min: 1, max: 50_000 }), (text, size) => {
        const value = parse(text, size);
        const right = expected(text);
        // Python's numbers are read as null.
        if (/NaN|Infinity/.test(text) && right === 'no JSON') return;
        assert.deepEqual(value, right);
      }),
      { numRuns: 300 },
    );
  });

  it('has null for the numbers that Python writes', () => {
    const text = `[{"a":NaN,"b":-Infinity,"c":"NaN"},${filler}]`;
    assert.deepEqual((parse(text, 500) as unknown[])[0], { a: null, b: null, c: 'NaN' });
  });

  for (const end of ['', '\\'])
    it(`takes time in proportion to a string without an end${end && ', with a backslash at its end'}`, () =>
      withinCpuSeconds(5, () => assert.equal(parse(`NaN "${'\\"'.repeat(200_000)}${end}`), 'no JSON')));

  it('has at most the allowed number of values', () => {
    const text = `[${'{},'.repeat(50_000)}{}]`;
    assert.equal(parse(text, 9_999, 100_000), 'no JSON');
    assert.equal((parse(text, 9_999, 200_000) as unknown[]).length, 50_001);
  });

  it('is parsed and scanned in small steps', () => {
    const text = JSON.stringify({ data: Array.from({ length: 100 }, () => items) });
    const steps = parseJsonSteps(new TextPieces([text]), 0, text.length, Infinity);
    let count = 0;
    while (steps.next().done !== true) count += 1;
    // A part has 32,768 characters, and elements end close to that.
    assert.ok(count > text.length / 40_000, String(count));
  });
});

describe('the end of a list or object in a text', () => {
  const rows: readonly (readonly [text: string, end: number | undefined])[] = [
    ['[1] 2', 3],
    ['  {"a":"}"}\n[', 11],
    ['[[1]', undefined],
    ['["]', undefined],
    ['x [1]', undefined],
    ['{]', undefined],
  ];
  for (const [text, end] of rows)
    it(JSON.stringify(text), () => {
      for (const size of [1, 3, 100])
        assert.equal(runToEnd(endOfContainer(new TextPieces(cut(text, size)), 0)), end);
    });
});

describe('a text in pieces', () => {
  it('has the lines and parts of the whole, wherever it is cut', () => {
    const text = fc.array(fc.constantFrom('\r', '\n', '\r\n', 'a', ' ', 'bc'), { maxLength: 20 });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 5 }), fc.nat(20), fc.nat(20), (parts, size, one, other) => {
        const whole = parts.join('');
        const pieces = new TextPieces(cut(whole, size).flatMap((piece) => [piece, '']));
        const lines = [...pieces.lines()].flatMap((line) => (line ? whole.slice(line.start, line.end) : []));
        assert.deepEqual(lines, whole.split(/\r\n?|\n/));
        const [from, to] = [one, other].map((at) => Math.min(at, whole.length)).sort((a, b) => a - b);
        assert.equal(pieces.slice(from ?? 0, to ?? 0), whole.slice(from, to));
        const rest = whole.slice(from, to);
        assert.equal(
          pieces.skipSpace(from ?? 0, to ?? 0),
          (from ?? 0) + rest.length - rest.trimStart().length,
        );
      }),
    );
  });
});
