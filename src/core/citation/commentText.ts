const LINE_COMMENT: ReadonlyMap<string, string> = new Map(
  (
    [
      [
        '#',
        'python r ruby perl perl6 raku julia shellscript powershell yaml dockercompose dockerfile makefile toml coffeescript elixir properties nim cmake gitignore ignore tcl',
      ],
      [
        '//',
        'javascript javascriptreact typescript typescriptreact c cpp cuda-cpp csharp java go rust swift kotlin scala dart php objective-c objective-cpp fsharp groovy zig jsonc hlsl shaderlab less scss glsl wgsl solidity',
      ],
      ['%', 'matlab erlang prolog'],
      ['--', 'lua sql haskell ada elm vhdl'],
      [';', 'clojure lisp scheme racket ini'],
      ['"', 'viml vim'],
      ['!', 'fortran FortranFreeForm'],
    ] as const
  ).flatMap(([sign, languages]) => languages.split(' ').map((language) => [language, sign] as const)),
);
/** For languages without line comments. */
const BLOCK_COMMENT: ReadonlyMap<string, readonly [open: string, close: string]> = new Map([
  ['css', ['/*', '*/']],
  ['ocaml', ['(*', '*)']],
]);

/**
 * Formats one line of text as a comment. Code after the position stays code.
 * @returns `undefined` for unknown languages
 */
export function commentText(
  languageId: string,
  { before, after }: { readonly before: string; readonly after: string },
  text: string,
): string | undefined {
  const block = BLOCK_COMMENT.get(languageId);
  if (block) {
    const [open, close] = block;
    return `${open} ${text.replaceAll(close, close.split('').join(' '))} ${close}`;
  }
  const sign = LINE_COMMENT.get(languageId);
  if (sign === undefined) return undefined;
  // In nearly all code, a comment starts the line. Within it, the text alone is enough.
  const inside = before.trimStart().startsWith(sign);
  const space = before === '' || /\s$/.test(before) ? '' : ' ';
  const rest = inside || after.trim() === '' ? '' : `\n${/^\s*/.exec(before)?.[0] ?? ''}`;
  return `${inside ? '' : `${space}${sign} `}${text}${rest}`;
}
