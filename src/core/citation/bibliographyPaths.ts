import type { CitationSyntax } from './citationContext';

/** Verbatim block, escaped character or comment. One pattern, because each can contain the others' marks. */
const LATEX_SKIPPED =
  /\\begin\{(verbatim\*?|Verbatim|lstlisting|minted|comment|filecontents\*?)\}[\s\S]*?(?:\\end\{\1\}|$(?![\s\S]))|(\\[^])|%[^\n]*/g;
/** The bounded length of the options keeps the time linear. */
const LATEX_BIBLIOGRAPHY =
  /\\(addbibresource|bibliography|addglobalbib|addsectionbib)(?:\s*\[[^\][]{0,300}\])?\s*\{([^{}]*)\}/g;
/** `% !TEX root = main.tex`: the main file of a multi-file document. */
const LATEX_ROOT = /^%\s*!\s*T[eE]X\s+root\s*=/;
/** `\documentclass[main]{subfiles}`, another form of `LATEX_ROOT`. */
const SUBFILE = /^[ \t]*\\documentclass[ \t]*\[([^\][\n]{1,300})\][ \t]*\{subfiles\}/m;
const FRONT_MATTER = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/;
/** In R Markdown and Quarto: `r here::here("refs.bib")` in backticks, or `!expr here::here("refs.bib")`. */
const R_CODE = /`|^!(?:expr|r)\s/;
const TYPST_BLOCK_COMMENT = /\/\*[\s\S]*?(?:\*\/|$)/g;
/** Named arguments of the call can precede the files. */
const TYPST_BIBLIOGRAPHY =
  /(?:^|[^\w-])bibliography\s*\((?:\s*[\w-]+\s*:\s*(?:"[^"]*"|\[[^[\]]*\]|[\w.-]+)\s*,){0,8}\s*(\([^()]*\)|"[^"]*")/g;

/**
 * Returns the bibliography files that a document names, as written, in order. Ignores comments, verbatim blocks, and
 * names with LaTeX commands or R code.
 */
export function bibliographyPaths(syntax: CitationSyntax, text: string): readonly string[] {
  switch (syntax) {
    case 'latex': {
      const code = text.replace(LATEX_SKIPPED, (_, _block, escaped: string | undefined) => escaped ?? '');
      const named = [...code.matchAll(LATEX_BIBLIOGRAPHY)].flatMap(([, command, names = '']) =>
        // `\bibliography` takes a list of names without extension; the other commands take one full path.
        command === 'bibliography' ? names.split(',').flatMap(addExtension) : pathsOf([names]),
      );
      return named.filter((name) => !name.includes('\\'));
    }
    case 'pandoc':
      return frontMatterPaths(text).filter((name) => !R_CODE.test(name));
    case 'typst': {
      const code = stripTypstComments(text.replace(TYPST_BLOCK_COMMENT, ''));
      return [...code.matchAll(TYPST_BIBLIOGRAPHY)].flatMap(([, value = '']) =>
        pathsOf([...value.matchAll(/"([^"]*)"/g)].map((match) => match[1] ?? '')),
      );
    }
    case 'link':
      return [];
  }
}

/** Returns the main file that a LaTeX file names, as written. */
export function latexRoot(text: string): string | undefined {
  const line = text.split('\n').find((one) => LATEX_ROOT.test(one.trim()));
  const path = (line?.slice(line.indexOf('=') + 1) ?? SUBFILE.exec(text)?.[1])?.trim();
  return path === undefined || path === '' ? undefined : path.replace(/^"(.*)"$/, '$1');
}

/** One path, or a list on one or several lines. */
function frontMatterPaths(text: string): readonly string[] {
  const matter = FRONT_MATTER.exec(text)?.[1];
  if (matter === undefined) return [];
  const lines = matter.split(/\r?\n/);
  const at = lines.findIndex((line) => /^bibliography[ \t]*:/.test(line));
  if (at < 0) return [];
  const end = lines.findIndex((line, index) => index > at && /^[^\s#\]-]/.test(line));
  const [value = '', ...more] = lines
    .slice(at, end < 0 ? undefined : end)
    .map((line) => stripYamlComment(line.replace(/^bibliography[ \t]*:/, '')).trim());
  if (value.startsWith('[')) {
    const list = [value, ...more].join(' ').trim();
    return pathsOf(list.replace(/^\[|\]$/g, '').split(','));
  }
  if (value !== '') return pathsOf([value]);
  return pathsOf(more.filter((line) => /^-\s/.test(line)).map((item) => item.slice(1)));
}

function stripYamlComment(value: string): string {
  const at = value.search(/(?:^|\s)#/);
  return at < 0 ? value : value.slice(0, at);
}

/** Keeps `://`, whose slashes are part of a URL. */
function stripTypstComments(text: string): string {
  return text.replace(/(?<!:)\/\/[^\n]*/g, '');
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
