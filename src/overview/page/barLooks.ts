import { markup, type Html, type HtmlValue } from '../../pages/html';

/** Patterns of bars by look, for readers who cannot distinguish colours. */
const PATTERNS: readonly (HtmlValue | undefined)[] = [
  undefined,
  markup`<path d="M-2 2l4 -4M0 8l8 -8M6 10l4 -4"/>`,
  undefined,
  markup`<path d="M1 2h2M5 6h2"/>`,
  undefined,
  markup`<path d="M-2 6l4 4M0 0l8 8M6 -2l4 4"/>`,
  markup`<path d="M0 2h8M0 6h8"/>`,
  undefined,
];

/** Renders the definitions of the patterns, once for all charts of a document. */
export function patternDefinitions(): Html {
  const definitions = PATTERNS.map(
    (lines, look) =>
      lines !== undefined &&
      markup`<pattern id="look${look}" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8" class="look${look}"/><g class="lines">${lines}</g></pattern>`,
  );
  return markup`<defs>${definitions}</defs>`;
}

/** Returns the attributes that give a shape its look. */
export function lookAttributes(look: number): Html {
  // `fill` is an attribute, because in a style sheet, the pattern's URL is relative to the style sheet.
  return PATTERNS[look] === undefined
    ? markup`class="bar look${look}"`
    : markup`class="bar" fill="url(#look${look})"`;
}
