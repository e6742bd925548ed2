import * as regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';

const banned = (message, ...group) => ({ group, message });

/** Names which files a glob must not import; the arrows between folders are kept here. */
const arrows = (files, patterns, ignores = []) => ({
  files,
  ignores,
  rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] },
});

const features = ['search', 'tree', 'panel', 'clone', 'editor', 'agent', 'feed', 'reading'];

export default tseslint.config(
  { ignores: ['dist/', 'out/', 'node_modules/', '.vscode-test/'] },
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['esbuild.mjs', 'eslint.config.mjs'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      eqeqeq: 'error',
      'no-eval': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false } }],
      // A paper's text in a notification can carry a command link, so one wrapper escapes them all.
      'no-restricted-syntax': [
        'error',
        {
          selector: 'CallExpression[callee.property.name=/^show(Information|Warning|Error)Message$/]',
          message: 'Use src/notify.ts, which makes foreign text inert.',
        },
        {
          selector: 'ObjectExpression > SpreadElement > Identifier[name=/^(bare|paper)$/]',
          message: 'A paper may read its texts lazily, which a spread leaves out: use src/core/lazyPaper.ts.',
        },
      ],
    },
  },
  {
    // Text from papers, pages and settings goes through these: none may take longer than in proportion to it.
    files: ['src/**', 'webview/**'],
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential' }],
    },
  },
  {
    // Before such a loop is compiled, an iterator over an array of 50,000 numbers takes five times as long.
    files: ['src/core/index/**'],
    rules: { '@typescript-eslint/prefer-for-of': 'off' },
  },
  { files: ['src/notify.ts', 'test/**'], rules: { 'no-restricted-syntax': 'off' } },
  arrows(
    ['src/core/*.ts'],
    [{ regex: '^(?!\\./)', message: 'core is pure: it imports itself, nothing else.' }],
  ),
  arrows(
    ['src/core/*/**/*.ts'],
    [{ regex: '^(?!\\.)', message: 'core is pure: it imports itself, nothing else.' }],
    ['src/core/analysis/stemmer.ts'],
  ),
  arrows(
    ['src/core/analysis/stemmer.ts'],
    [{ regex: '^(?!lunr$|\\.)', message: 'core is pure: it imports lunr, here only, and itself.' }],
  ),
  arrows(
    ['src/library/**'],
    [
      banned(
        'library comes before the features.',
        ...features.map((name) => `**/${name}/**`),
        '**/webview/**',
      ),
    ],
  ),
  ...features.map((name) =>
    arrows(
      [`src/${name}/**`],
      [
        banned(
          'Features never import each other; extension.ts joins them.',
          ...features.filter((other) => other !== name).map((other) => `**/${other}/**`),
          '**/webview/**',
        ),
      ],
    ),
  ),
  arrows(
    ['webview/**'],
    [
      banned('The page sees the protocol and the types of a paper only.', 'vscode', 'node:*', 'lunr'),
      banned(
        'The page sees the protocol and the types of a paper only.',
        '../src/*',
        '!../src/core',
        '../src/core/*',
        '!../src/core/protocol',
        '!../src/core/paper',
      ),
    ],
  ),
  {
    files: ['test/**'],
    rules: {
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  { files: ['**/*.mjs'], ...tseslint.configs.disableTypeChecked },
);
