import { stripControls } from './sanitize';

/**
 * Escapes external text for a Markdown document that is also read as plain text. Escapes only what changes the
 * rendering of CommonMark or GitHub Flavored Markdown, so that `pass@k` and `A* Search` stay. Always escapes brackets,
 * because the document may define a link of that name. Not for the start of a line, where `#`, `-` or `1.` have a
 * meaning.
 */
export function literalMarkdown(text: string): string {
  return DELIMITERS.reduce(escapeDelimiters, escapeMarks(stripControls(text)));
}

/**
 * Like `literalMarkdown`, for text in a paragraph with other external texts, such as names in a list. Also escapes
 * unpaired delimiters, because the next text could contain the partner.
 */
export function literalMarkdownPart(text: string): string {
  return escapeMarks(stripControls(text)).replace(/[*_~$]/g, (mark, at: number, whole: string) =>
    isInsideWord(whole, at, mark) ? mark : `\\${mark}`,
  );
}

/** Escapes, code, brackets, HTML, entities, emoji codes, mentions. */
const MARKS = new RegExp(
  [
    /\\(?=[!-/:-@[-`{-~]|$)/,
    /[`[\]]/,
    /<(?=[a-z/!?])/,
    /&(?=#?\w{1,32};)/,
    /:(?=\w{1,30}:|\/\/)|(?<=:\w{1,30}|\bmailto):/,
    // markdown-it also links addresses without a scheme, `//x.org`.
    /(?<![:/\w])\/(?=\/(?:(?:[^\s/]+@)?localhost|[^\s/]+\.[^\s/]))/,
    // linkify-it (in markdown-it) accepts symbols and any letters in the host of a mail address.
    /(?<=\bwww)\.|(?<!\w)@(?=\w)|@(?=[\p{L}\p{M}\p{N}\p{S}_-]+\.[\p{L}\p{N}\p{S}_])/u,
  ]
    .map(({ source }) => source)
    .join('|'),
  'giu',
);

function escapeMarks(text: string): string {
  return text.replace(MARKS, '\\$&');
}

/** An underscore inside a word never marks emphasis. */
function isInsideWord(text: string, at: number, mark: string): boolean {
  return mark === '_' && isWord(text[at - 1]) && isWord(text[at + 1]);
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character);
}

/** Marks with a meaning in pairs. */
const DELIMITERS = ['*', '_', '~', '$'] as const;
type Delimiter = (typeof DELIMITERS)[number];

/** Escapes all runs of a delimiter if one can open and a later one can close. */
function escapeDelimiters(text: string, mark: Delimiter): string {
  const runs = [...text.matchAll(new RegExp(`\\${mark}+`, 'g'))].map(({ 0: run, index }) =>
    roleOf(mark, text.slice(0, index), text.slice(index + run.length)),
  );
  const opener = runs.findIndex(({ opens }) => opens);
  const isPaired = opener >= 0 && runs.some(({ closes }, at) => at > opener && closes);
  if (!isPaired) return text;
  return text.replaceAll(mark, (_, at: number) => (isInsideWord(text, at, mark) ? mark : `\\${mark}`));
}

/** By CommonMark 0.31, section 6.2; for `$` by the rules of Pandoc. */
function roleOf(
  mark: Delimiter,
  before: string,
  after: string,
): { readonly opens: boolean; readonly closes: boolean } {
  const previous = /.$/su.exec(before)?.[0] ?? ' ';
  const next = /^./su.exec(after)?.[0] ?? ' ';
  if (mark === '$') return { opens: /\S/.test(next), closes: /\S/.test(previous) && !/\d/.test(next) };
  const isLeft = !isSpace(next) && (!isPunctuation(next) || isSpace(previous) || isPunctuation(previous));
  const isRight = !isSpace(previous) && (!isPunctuation(previous) || isSpace(next) || isPunctuation(next));
  if (mark !== '_') return { opens: isLeft, closes: isRight };
  return {
    opens: isLeft && (!isRight || isPunctuation(previous)),
    closes: isRight && (!isLeft || isPunctuation(next)),
  };
}

function isSpace(character: string): boolean {
  return /\s/.test(character);
}

function isPunctuation(character: string): boolean {
  return /[\p{P}\p{S}]/u.test(character);
}
