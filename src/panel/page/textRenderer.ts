import { markMatches, type Range } from '../../core/highlight/highlight';
import { trimUrl } from '../../core/links/repository';
import type { MathPart } from '../../core/tex/math';
import { parseQuery, type Field } from '../../core/query/parseQuery';
import { formulaText, readableWithFormulas } from '../../library/texToUnicode';
import { httpsAddress, markup, type HtmlValue } from '../../pages/html';
import type { MathRenderer } from './mathml';

/** `tex`: the text as written, if it contains math. `field`: the text's field in queries. */
export type TextRenderer = (text: string, tex: string | undefined, field?: Field) => HtmlValue;

/** Returns a renderer that typesets math and marks the words of a query in the remaining text. */
export function textRenderer(query: string, maths: MathRenderer): TextRenderer {
  const wanted = query === '' ? undefined : parseQuery(query);
  return (text, tex, field) => {
    const prose = (part: string): HtmlValue =>
      linkAddresses(part, wanted ? markMatches(part, wanted, field) : []);
    return tex === undefined
      ? prose(text)
      : readableWithFormulas(tex).map((part) => renderMath(part, maths) ?? prose(plainText(part)));
  };
}

function renderMath({ kind, value }: MathPart, maths: MathRenderer): HtmlValue {
  return kind === 'text' ? undefined : maths(value, kind === 'display');
}

function plainText({ kind, value }: MathPart): string {
  return kind === 'text' ? value : formulaText(value);
}

/** An https URL, up to white space, a quote or an angle bracket. */
const ADDRESS_PATTERN = /\bhttps:\/\/[^\s<>"'`{}|\\^]{3,500}/g;

/** Marks matches and links URLs, including matches inside URLs. */
function linkAddresses(text: string, ranges: readonly Range[]): HtmlValue {
  const parts: HtmlValue[] = [];
  let done = 0;
  const upTo = (end: number): HtmlValue => {
    const inside = ranges
      .filter(([from, to]) => from < end && to > done)
      .map(([from, to]): Range => [Math.max(from, done) - done, Math.min(to, end) - done]);
    const part = markRanges(text.slice(done, end), inside);
    done = end;
    return part;
  };
  for (const { 0: run, index } of text.matchAll(ADDRESS_PATTERN)) {
    const address = trimUrl(run);
    const url = httpsAddress(address);
    if (url === undefined) continue;
    parts.push(upTo(index), markup`<a href="${url}" title="${url}">${upTo(index + address.length)}</a>`);
  }
  return [...parts, upTo(text.length)];
}

function markRanges(text: string, ranges: readonly Range[]): HtmlValue {
  const parts: HtmlValue[] = [];
  let done = 0;
  for (const [start, end] of ranges) {
    parts.push(text.slice(done, start), markup`<mark>${text.slice(start, end)}</mark>`);
    done = end;
  }
  return [...parts, text.slice(done)];
}
