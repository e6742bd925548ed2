import { markMatches, type Range } from '../../core/highlight/highlight';
import { trimLink } from '../../core/links/repository';
import type { MathPart } from '../../core/tex/math';
import { parseQuery, type Field } from '../../core/query/parseQuery';
import { formulaText, readableWithFormulas } from '../../library/unicodeit';
import { httpsAddress, markup, type HtmlValue } from './html';
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
    const prose = (part: string): HtmlValue => linked(part, wanted ? markMatches(part, wanted, field) : []);
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

/** An https address in a text, up to white space, a quote or an angle bracket. */
const ADDRESS = /\bhttps:\/\/[^\s<>"'`{}|\\^]{3,500}/g;

/** A text with its matches marked and its addresses as links, in which matches are marked as well. */
function linked(text: string, ranges: readonly Range[]): HtmlValue {
  const parts: HtmlValue[] = [];
  let done = 0;
  const upTo = (end: number): HtmlValue => {
    const inside = ranges
      .filter(([from, to]) => from < end && to > done)
      .map(([from, to]): Range => [Math.max(from, done) - done, Math.min(to, end) - done]);
    const part = marked(text.slice(done, end), inside);
    done = end;
    return part;
  };
  for (const { 0: run, index } of text.matchAll(ADDRESS)) {
    const address = trimLink(run);
    const url = httpsAddress(address);
    if (url === undefined) continue;
    parts.push(upTo(index), markup`<a href="${url}" title="${url}">${upTo(index + address.length)}</a>`);
  }
  return [...parts, upTo(text.length)];
}

function marked(text: string, ranges: readonly Range[]): HtmlValue {
  const parts: HtmlValue[] = [];
  let done = 0;
  for (const [start, end] of ranges) {
    parts.push(text.slice(done, start), markup`<mark>${text.slice(start, end)}</mark>`);
    done = end;
  }
  return [...parts, text.slice(done)];
}
