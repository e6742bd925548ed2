import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { lookAttributes, patternDefinitions } from '../../../src/overview/page/barLooks';
import { inProject, readJson } from '../../support/project.mjs';

type Rgb = readonly [number, number, number];

/** Linear RGB as colour-blind readers see it (Machado, Oliveira and Fernandes 2009, severity 1). */
const VISION: Readonly<Record<string, readonly Rgb[]>> = {
  everyone: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** Minimum difference of two plain looks in CIELAB; 2.3 is just noticeable side by side. */
const MIN_DIFFERENCE = 15;

const LOOKS = 8;

describe('looks of the parts of a stack', () => {
  const css = readFileSync(inProject('webview/overview.css'), 'utf8');
  const themes = readJson(inProject('test/support/themes.json')) as Record<
    string,
    { readonly variables: Readonly<Record<string, string>> }
  >;

  /** Returns the colour of a look in the style sheet. */
  const colourOf = (look: number, variables: Readonly<Record<string, string>>): Rgb => {
    const rule = new RegExp(String.raw`\.look${look}\b[^{]*\{\s*fill:\s*([^;]+);`).exec(css)?.[1] ?? '';
    const [first = '', second] = [...rule.matchAll(/--vscode-[\w-]+/g)].map(
      ([name]) => variables[name] ?? '',
    );
    if (!rule.startsWith('color-mix')) return rgbOf(first);
    const [a, b] = [rgbOf(first), rgbOf(second ?? '')];
    return a.map((value, at) => (value + (b[at] ?? 0)) / 2) as unknown as Rgb;
  };
  const patternOf = (look: number): string => {
    const id = /url\(#(\w+)\)/.exec(String(lookAttributes(look)))?.[1];
    const pattern = new RegExp(`id="${id ?? ''}".*?d="([^"]+)"`).exec(String(patternDefinitions()))?.[1];
    return id === undefined ? 'plain' : (pattern ?? '');
  };

  it('alternate between plain and patterned but for one pair of patterns', () => {
    const patterns = Array.from({ length: LOOKS }, (_, look) => patternOf(look));
    patterns.slice(1).forEach((pattern, at) => assert.notEqual(pattern, patterns[at]));
  });

  for (const [theme, { variables }] of Object.entries(themes))
    for (const [reader, matrix] of Object.entries(VISION))
      it(`differ in pattern or colour in the ${theme} theme, as seen with ${reader}`, () => {
        for (let a = 0; a < LOOKS; a++)
          for (let b = a + 1; b < LOOKS; b++) {
            if (patternOf(a) !== patternOf(b)) continue;
            const seen = [a, b].map((look) => labOf(seenAs(colourOf(look, variables), matrix))) as [Rgb, Rgb];
            const difference = Math.hypot(...seen[0].map((value, at) => value - (seen[1][at] ?? 0)));
            assert.ok(difference >= MIN_DIFFERENCE, `look ${a} and ${b}: ${difference}`);
          }
      });
});

function rgbOf(colour: string): Rgb {
  const hex = /^#(..)(..)(..)$/.exec(colour);
  assert.ok(hex, `not a plain colour: ${colour}`);
  return [hex[1], hex[2], hex[3]].map((part) => parseInt(part ?? '', 16) / 255) as unknown as Rgb;
}

/** Converts linear RGB to what a colour-blind reader sees. */
function seenAs(colour: Rgb, matrix: readonly Rgb[]): Rgb {
  const linear = colour.map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return matrix.map((row) =>
    Math.min(
      1,
      Math.max(
        0,
        row.reduce((sum, factor, at) => sum + factor * (linear[at] ?? 0), 0),
      ),
    ),
  ) as unknown as Rgb;
}

/** Converts linear sRGB to CIELAB under D65. */
function labOf([r, g, b]: Rgb): Rgb {
  const f = (value: number): number => (value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16 / 116);
  const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047);
  const y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
  const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}
