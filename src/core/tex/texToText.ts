import { withFlattenedMaths } from './strippedMath';
import { mathParts } from './math';
import { withAccents } from './texAccents';
import { commandText, DROPPED, SHOWN, withBracesAside, withoutEscapes } from './texCommands';
import { readableMaths } from './mathToText';
import { scriptText, type TexSymbol } from './texCommands';

/** A group whose look a switch changes: `{\em words}`. */
const SWITCHED =
  /\{\s?\\(?:it|em|bf|sc|tt|rm|sf|sl|small|large|footnotesize)(?:shape|series|family)?\s([^{}]*)\}/g;

/** A link, with the brace that a flattened `\href{link}{words}` leaves behind it. */
const LINKS = /(https?:\/\/[^\s{}\\]+(?:\\[_&%#][^\s{}\\]*)*)(\{[^{}]*\})?/g;

/** The key of a citation whose command a page dropped: `AmpleGCG~liao2024amplegcg`. */
const CITED = /~[a-z]{2,}(?:etal)?(?:19|20)\d\d[a-z_]+/g;

/**
 * A title or an abstract as a person reads it: white space folded, control characters gone, TeX that a page left in
 * shown as the Unicode that it means. Links are left alone, apart from the blanks and semicolons that break them.
 */
export function readableText(raw: string, symbol: TexSymbol): string {
  const folded = raw
    .replace(/[\u0000-\u001f\u007f-\u009f\s\u2028-\u202e\u2066-\u2069]+/g, ' ')
    .replace(/[\u200b\u2060\ufeff\ue000\ue001]/g, '')
    .replace(/\b(https?)\s?[:;]\s?\/\/\s?(?=\w)/gi, '$1://');
  return mathParts(folded)
    .map(({ kind, value }) => (kind === 'text' ? readableProse(value, symbol) : readableMaths(value, symbol)))
    .join('')
    .replace(/\ue000/g, '{')
    .replace(/\ue001/g, '}')
    .replace(/ {2,}/g, ' ')
    .trim();
}

/** Prose with its links set apart, so that no rule for words touches them. */
function readableProse(text: string, symbol: TexSymbol): string {
  const unwrapped = text
    .replace(/\\url\s?\{([^{}]*)\}/g, '$1')
    .replace(/\\href\s?\{([^{}]*)\}/g, '$1')
    .replace(/\\(?:url|href)\s?\{(?=https?:)/g, '');
  let shown = '';
  let done = 0;
  for (const match of unwrapped.matchAll(LINKS)) {
    shown += readableWords(unwrapped.slice(done, match.index), symbol);
    shown += readableLink(match[1] ?? '', match[2]?.slice(1, -1));
    done = match.index + match[0].length;
  }
  return shown + readableWords(unwrapped.slice(done), symbol);
}

function readableLink(link: string, words: string | undefined): string {
  const plain = link.replace(/\\([_&%#])/g, '$1');
  const repeated =
    words === undefined || /\bURL\b|^(?:https?:|here$|link$|this |[\w-]+\.[a-z]+\/)/i.test(words);
  return repeated ? plain : `${plain} (${words})`;
}

function readableWords(text: string, symbol: TexSymbol): string {
  const quoted = text.replace(/``|(?<![^\s(])''(?=\w)/g, '“').replace(/(?<=[^\s'])''/g, '”');
  return withFlattenedMaths(withoutCommands(quoted, symbol), symbol)
    .replace(/(?<=\d)\{,\}(?=\d)/g, ',')
    .replace(/\{([^{}\s,;:"]{0,40})\}/g, '$1')
    .replace(CITED, '')
    .replace(/(?<=[^\s/~(])~(?=[^\s~]|$)/g, (tilde, at: number, whole: string) =>
      /[\d%]/.test(whole.charAt(at - 1)) && /\d/.test(whole.charAt(at + 1)) ? tilde : ' ',
    )
    .replace(/(?<=[^\s-])---(?=[^\s-])|(?<= )---(?= )/g, '—')
    .replace(/(?<=[^\s-])--(?=[^\s-])|(?<= )--(?= )/g, '–');
}

/** Commands in prose as what they show; a macro that nobody can know keeps its name, or its argument if it has one. */
function withoutCommands(text: string, symbol: TexSymbol): string {
  if (!/[\\{]/.test(text)) return text;
  let plain = withBracesAside(withAccents(text));
  for (let depth = 0; depth < 4; depth++) {
    plain = plain
      .replace(/\\text(super|sub)script\s?\{([^{}]*)\}/g, (_, side: string, script: string) => {
        return scriptText(side === 'super' ? '^' : '_', script, symbol);
      })
      .replace(/\\footnote\s?\{([^{}]*)\}/g, ' ($1)')
      .replace(SHOWN, '$1')
      .replace(SWITCHED, '$1')
      .replace(DROPPED, '')
      .replace(/\\([A-Za-z]+)\*?\{([^{}]+)\}/g, (whole, name: string, argument: string) => {
        return commandText(name, symbol) === undefined ? argument : whole;
      });
  }
  const named = plain.replace(
    /\\([A-Za-z]+)\*?(?:\{\})?(\s?)(\.?)/g,
    (_, name: string, space: string, stop: string) => {
      const shown = commandText(name, symbol) ?? name;
      if (shown === '') return stop;
      return shown.endsWith('.') && space === '' ? shown : shown + space + stop;
    },
  );
  return withoutEscapes(named);
}
