import { markMatches } from '../../core/highlight/highlight';
import type { MathPart } from '../../core/tex/math';
import { parseQuery, type Field } from '../../core/query/parseQuery';
import { formulaText, readableWithFormulas } from '../../library/unicodeit';
import { markup, type HtmlValue } from './html';
import type { Maths } from './mathml';

/**
 * A text of a paper as the page shows it; `tex` is the same text as written, where it holds mathematics, and `field` what
 * a query calls it.
 */
export type Typeset = (text: string, tex: string | undefined, field?: Field) => HtmlValue;

/** Typesets the mathematics of texts and marks the words of a query in the rest. */
export function typesetter(query: string, maths: Maths): Typeset {
  const wanted = query === '' ? undefined : parseQuery(query);
  return (text, tex, field) => {
    const prose = (part: string): HtmlValue =>
      wanted ? marked(part, markMatches(part, wanted, field)) : part;
    return tex === undefined
      ? prose(text)
      : readableWithFormulas(tex).map((part) => formula(part, maths) ?? prose(wordsOf(part)));
  };
}

function formula({ kind, value }: MathPart, maths: Maths): HtmlValue {
  return kind === 'text' ? undefined : maths(value, kind === 'display');
}

/** A part as words; a formula that cannot be typeset is shown as in a list. */
function wordsOf({ kind, value }: MathPart): string {
  return kind === 'text' ? value : formulaText(value);
}

function marked(text: string, ranges: readonly (readonly [start: number, end: number])[]): HtmlValue {
  const parts: HtmlValue[] = [];
  let done = 0;
  for (const [start, end] of ranges) {
    parts.push(text.slice(done, start), markup`<mark>${text.slice(start, end)}</mark>`);
    done = end;
  }
  return [...parts, text.slice(done)];
}
