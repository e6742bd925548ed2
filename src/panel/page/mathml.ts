import type temml from 'temml';
import { element, type Html, type HtmlValue } from '../../pages/html';

/** Typesets a formula; `undefined` for TeX that cannot be typeset. */
export type MathRenderer = (tex: string, display: boolean) => Html | undefined;

/** MathML Core without elements for links, embedded content or styles. */
const ALLOWED_ELEMENTS = new Set(
  'math mrow mi mn mo ms mtext mspace mfrac msqrt mroot mpadded mphantom msub msup msubsup munder mover munderover mmultiscripts mprescripts none mtable mtr mtd'.split(
    ' ',
  ),
);

const ALLOWED_ATTRIBUTES = new Set(
  'display displaystyle scriptlevel mathvariant form fence separator stretchy symmetric largeop movablelimits lspace rspace minsize maxsize width height depth voffset accent accentunder linethickness columnspan rowspan'.split(
    ' ',
  ),
);

/** A keyword, or a length short enough to stay on the line. */
const ALLOWED_VALUE = /^(?:[a-z-]{1,20}|[-+]?\d{0,2}(?:\.\d+)?(?:em|ex|pt|px|mu|%)?)$/;

/** Loads temml. Rebuilds its tree from allowed elements and attributes, so that a formula yields only MathML. */
export async function loadMathRenderer(): Promise<MathRenderer> {
  const { default: library } = await import('temml');
  return (tex, display) => renderFormula(library, tex, display);
}

function renderFormula(library: typeof temml, tex: string, display: boolean): Html | undefined {
  try {
    const tree: unknown = library.__renderToMathMLTree(escapePercent(tex), {
      displayMode: display,
      throwOnError: true,
      trust: false,
      strict: false,
      annotate: false,
      // Limits macro definitions to one formula, and macro expansion.
      macros: {},
      maxExpand: 200,
      maxSize: [20, 20],
    });
    return toHtml(tree);
  } catch {
    // The library throws a ParseError for invalid TeX and a TypeError for some incomplete formulas (`x^`).
    return undefined;
  }
}

/** Escapes percent signs, which TeX reads as comments. Trims white space and `~`, but not `\ `. */
function escapePercent(tex: string): string {
  return tex
    .replace(/\\[^]|%/g, (sign) => (sign === '%' ? '\\%' : sign))
    .replace(/^[\s~]{1,9}|(?<!\\)[\s~]{1,9}$/g, '');
}

/** Throws if the node is not allowed. */
function toHtml(node: unknown): Html {
  const { type, attributes, children } = node as Record<string, unknown>;
  if (typeof type !== 'string' || !ALLOWED_ELEMENTS.has(type)) throw new Error(`Not MathML: ${String(type)}`);
  const kept = Object.entries(attributes ?? {})
    .map(([name, value]) => [name, String(value)] as const)
    .filter(([name, value]) => ALLOWED_ATTRIBUTES.has(name) && ALLOWED_VALUE.test(value));
  return element(type, kept, childrenToHtml(children));
}

function childrenToHtml(children: unknown): HtmlValue {
  if (!Array.isArray(children)) return undefined;
  return children.map((child: unknown): HtmlValue => {
    const { text, type, children: inner } = child as Record<string, unknown>;
    if (typeof text === 'string') return text;
    // A fragment has no type, and an mstyle has no effect in MathML Core.
    return type === undefined || type === 'mstyle' ? childrenToHtml(inner) : toHtml(child);
  });
}
