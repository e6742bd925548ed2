import type { CitationSyntax } from './citationContext';

const LATEX_VERBATIM =
  /\\begin\{(verbatim\*?|Verbatim|lstlisting|minted|comment|filecontents\*?)\}[\s\S]*?(?:\\end\{\1\}|$(?![\s\S]))/g;
/** The bounded length of the options keeps the time linear. */
const LATEX_BIBLIOGRAPHY =
  /\\(addbibresource|bibliography|addglobalbib|addsectionbib)(?:\s*\[[^\][]{0,300}\])?\s*\{([^{}]*)\}/g;
/** `% !TEX root = main.tex`, which names the main file of a multi-file document. */
const LATEX_ROOT = /^%\s*!\s*T[eE]X\s+root\s*=/;
const FRONT_MATTER = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/;
/** Value with R code: `r here::here("refs.bib")` in backticks, or `!expr here::here("refs.bib")`. */
const R_CODE = /`|^!(?:expr|r)\s/;
const TYPST_BLOCK_COMMENT = /\/\*[\s\S]*?(?:\*\/|$)/g;
const TYPST_BIBLIOGRAPHY = /(?:^|[^\w-])bibliography\s*\(\s*(\([^()]*\)|"[^"]*")/g;

/**
 * Returns the bibliography files that a document names, as written, in order. Ignores comments, verbatim
 * blocks, and names with code, because only its program can expand it: commands in LaTeX, such as `\jobname.bib`, and R
 * in R Markdown and Quarto.
 * @param text of the document
 */
export function bibliographyPaths(syntax: CitationSyntax, text: string): readonly string[] {
  switch (syntax) {
    case 'latex': {
      const code = stripLineComments(text.replace(LATEX_VERBATIM, ''), '%');
      const named = [...code.matchAll(LATEX_BIBLIOGRAPHY)].flatMap(([, command, names = '']) =>
        // `\bibliography` takes a list of names without extension; the other commands take one full path.
        command === 'bibliography' ? names.split(',').flatMap(addExtension) : pathsOf([names]),
      );
      return named.filter((name) => !name.includes('\\'));
    }
    case 'pandoc':
      return frontMatterPaths(text).filter((name) => !R_CODE.test(name));
    case 'typst': {
      const code = stripLineComments(text.replace(TYPST_BLOCK_COMMENT, ''), '//');
      return [...code.matchAll(TYPST_BIBLIOGRAPHY)].flatMap(([, value = '']) =>
        pathsOf([...value.matchAll(/"([^"]*)"/g)].map((match) => match[1] ?? '')),
      );
    }
    case 'link':
      return [];
  }
}

/** Returns the main file that a LaTeX file names in a magic comment, as written. */
export function latexRoot(text: string): string | undefined {
  const line = text.split('\n').find((one) => LATEX_ROOT.test(one.trim()));
  const path = line?.slice(line.indexOf('=') + 1).trim();
  return path === undefined || path === '' ? undefined : path.replace(/^"(.*)"$/, '$1');
}

/** Returns the paths of `bibliography:` in YAML front matter: one path, or a list on one or several lines. */
function frontMatterPaths(text: string): readonly string[] {
  const matter = FRONT_MATTER.exec(text)?.[1];
  if (matter === undefined) return [];
  const lines = matter.split(/\r?\n/);
  const at = lines.findIndex((line) => /^bibliography[ \t]*:/.test(line));
  if (at < 0) return [];
  const value = stripYamlComment((lines[at] ?? '').replace(/^bibliography[ \t]*:/, '')).trim();
  if (value.startsWith('[')) return pathsOf(value.replace(/^\[|\]$/g, '').split(','));
  if (value !== '') return pathsOf([value]);
  const items: string[] = [];
  for (const line of lines.slice(at + 1)) {
    const item = line.trim();
    if (!/^-\s/.test(item)) break;
    items.push(stripYamlComment(item.slice(1)));
  }
  return pathsOf(items);
}

/** Removes a trailing comment (a space and `#`) from a YAML value. */
function stripYamlComment(value: string): string {
  const at = value.search(/(?:^|\s)#/);
  return at < 0 ? value : value.slice(0, at);
}

/** Removes line comments. A backslash before `%` escapes it. */
function stripLineComments(text: string, sign: '%' | '//'): string {
  return text
    .split('\n')
    .map((line) => {
      for (let at = line.indexOf(sign); at >= 0; at = line.indexOf(sign, at + 1)) {
        // In Typst, `://` is part of a URL.
        const escaped = sign === '%' ? backslashesBefore(line, at) % 2 === 1 : line.charAt(at - 1) === ':';
        if (!escaped) return line.slice(0, at);
      }
      return line;
    })
    .join('\n');
}

function backslashesBefore(line: string, at: number): number {
  let count = 0;
  while (line.charAt(at - 1 - count) === '\\') count += 1;
  return count;
}

function pathsOf(values: readonly string[]): string[] {
  return values
    .map((value) =>
      value
        .trim()
        .replace(/^(["'])(.*)\1$/, '$2')
        .trim(),
    )
    .filter((value) => value !== '' && !/^[a-z][a-z+.-]+:\/\//i.test(value));
}

function addExtension(name: string): string[] {
  return pathsOf([name]).map((path) => (/\.bib$/i.test(path) ? path : `${path}.bib`));
}
