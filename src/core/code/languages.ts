/** Markup, data and configuration are left out: every repository has some. */
const EXTENSIONS: Readonly<Record<string, string>> = {
  Python: 'py pyx pyi',
  'Jupyter Notebook': 'ipynb',
  'C++': 'cc cpp cxx hpp hh hxx',
  C: 'c h',
  CUDA: 'cu cuh',
  Rust: 'rs',
  Go: 'go',
  Java: 'java',
  Kotlin: 'kt kts',
  Scala: 'scala',
  Swift: 'swift',
  'C#': 'cs',
  JavaScript: 'js mjs cjs jsx',
  TypeScript: 'ts mts cts tsx',
  Vue: 'vue',
  Svelte: 'svelte',
  Julia: 'jl',
  R: 'r rmd',
  MATLAB: 'm',
  'Objective-C++': 'mm',
  Lua: 'lua',
  Shell: 'sh bash zsh',
  PowerShell: 'ps1',
  Perl: 'pl pm',
  Ruby: 'rb',
  PHP: 'php',
  Haskell: 'hs',
  OCaml: 'ml mli',
  Lean: 'lean',
  Coq: 'v',
  Isabelle: 'thy',
  Prolog: 'pro',
  Elixir: 'ex exs',
  Erlang: 'erl',
  Clojure: 'clj cljs',
  Dart: 'dart',
  Zig: 'zig',
  Fortran: 'f f90 f95',
  Verilog: 'sv vh',
  VHDL: 'vhd vhdl',
  SQL: 'sql',
  Metal: 'metal',
  GLSL: 'glsl vert frag',
  Mojo: 'mojo',
};

const LANGUAGES: ReadonlyMap<string, string> = new Map(
  Object.entries(EXTENSIONS).flatMap(([name, extensions]) =>
    extensions.split(' ').map((extension) => [extension, name] as const),
  ),
);

/** Returns the programming language of a file by its extension. */
export function languageOf(path: string): string | undefined {
  const extension = /\.([A-Za-z0-9]{1,8})$/.exec(path)?.[1];
  return extension === undefined ? undefined : LANGUAGES.get(extension.toLowerCase());
}
