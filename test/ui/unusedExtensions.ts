/**
 * VS Code's own extensions that do not run in UI tests: debuggers, task runners, services for languages and
 * accounts that papers do not need, grammars of languages that no test opens, and themes that no test wears.
 * Without them, opening a window takes 15 to 20 % less processor time. The host tests run with all extensions.
 */
export const UNUSED_EXTENSIONS: readonly string[] = [
  ...['copilot', 'mermaid-markdown-features', 'ipynb', 'notebook-renderers', 'simple-browser'],
  ...[
    'css-language-features',
    'html-language-features',
    'json-language-features',
    'php-language-features',
    'typescript-language-features',
  ],
  ...['debug-auto-launch', 'debug-server-ready', 'emmet', 'grunt', 'gulp', 'jake', 'npm'],
  ...['ms-vscode.js-debug', 'ms-vscode.js-debug-companion', 'ms-vscode.vscode-js-profile-table'],
  // VS Code opens a JSON text in every window, which activates these two and the language service for JSON.
  ...['configuration-editing', 'extension-editing'],
  // Start in every window too: publishing to GitHub, and actions on conflicts of a merge.
  ...['github', 'merge-conflict'],
  ...['microsoft-authentication', 'terminal-suggest', 'tunnel-forwarding'],
  ...[
    'bat',
    'clojure',
    'coffeescript',
    'cpp',
    'csharp',
    'css',
    'dart',
    'docker',
    'dotenv',
    'fsharp',
    'go',
    'groovy',
  ],
  ...[
    'handlebars',
    'hlsl',
    'ini',
    'java',
    'julia',
    'less',
    'log',
    'lua',
    'make',
    'objective-c',
    'perl',
    'php',
  ],
  ...[
    'powershell',
    'prompt-basics',
    'pug',
    'r',
    'razor',
    'restructuredtext',
    'ruby',
    'rust',
    'scss',
    'shaderlab',
  ],
  ...['shellscript', 'sql', 'swift', 'vb', 'xml'],
  ...[
    'theme-abyss',
    'theme-kimbie-dark',
    'theme-monokai',
    'theme-monokai-dimmed',
    'theme-quietlight',
    'theme-red',
  ],
  ...['theme-solarized-dark', 'theme-solarized-light', 'theme-tomorrow-night-blue'],
];
