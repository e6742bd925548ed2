import * as importX from 'eslint-plugin-import-x';
import * as regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';

const lunrUsers = ['src/core/analysis/stemmer.ts', 'src/core/index/write/lunrBuilder.ts'];
const pure =
  'core is pure: it imports its own files and valibot, and lunr in the stemmer and in the index’s builder.';

/** Forbids imports of packages and built-in modules that match `regex`. */
const packages = (files, regex, message, ignores = []) => ({
  files,
  ignores,
  rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: [{ regex, message }] }] },
});

/** Forbids files below `target` to import files below `from`. Paths are the project's, not the import's text. */
const zone = (target, from, message, except = []) => ({ target, from, except, message });

const features = [
  'search',
  'tree',
  'panel',
  'clone',
  'feed',
  'reading',
  'editor',
  'follow',
  'agents',
  'fullText',
  'workspace',
  'notes',
  'overview',
];
const folder = (name) => `./src/${name}`;

/** The direction of imports: webview -> core <- library <- features <- extension.ts. */
const zones = [
  zone('./src/core', './src', pure, ['./core']),
  zone(
    './src/library',
    [...features.map(folder), './src/pages'],
    'library comes before the features and pages.',
  ),
  zone('./src/pages', features.map(folder), 'What pages share comes before the features.'),
  ...features.map((name) =>
    zone(
      folder(name),
      features.filter((other) => other !== name).map(folder),
      'Features never import each other; extension.ts connects them.',
    ),
  ),
  zone('./src', './webview', 'The host never imports the page.'),
  zone('./src/**/*', './src/extension.ts', 'extension.ts connects the features; nothing imports it.'),
  zone('./webview', './src', 'The pages import their protocols and the types of a paper only.', [
    './core/protocol.ts',
    './core/overview/overviewProtocol.ts',
    './core/paper/paper.ts',
  ]),
];

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
          selector:
            'CallExpression[callee.property.name=/^show(QuickPick|InputBox|OpenDialog|SaveDialog)$/]:not(:has(Property[key.name="title"]))',
          message: 'Pickers and dialogs have a title.',
        },
        {
          selector: 'ObjectExpression > SpreadElement > Identifier[name=/^(bare|paper)$/]',
          message:
            'A paper may read its texts lazily, which a spread leaves out: use src/core/paper/lazyPaper.ts.',
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
    files: ['src/core/index/**', 'src/core/analysis/**'],
    rules: { '@typescript-eslint/prefer-for-of': 'off' },
  },
  // Blank lines and comments count. A test counts the files in a folder (test/unit/docs/maps.test.ts).
  { files: ['src/**'], rules: { 'max-lines': ['error', 250] } },
  { files: ['src/notify.ts', 'test/**'], rules: { 'no-restricted-syntax': 'off' } },
  {
    files: ['src/**', 'webview/**'],
    plugins: { 'import-x': importX },
    settings: {
      'import-x/extensions': ['.ts'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] },
      'import-x/resolver-next': [importX.createNodeResolver({ extensions: ['.ts'] })],
    },
    rules: {
      'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones }],
      'import-x/no-cycle': 'error',
    },
  },
  packages(['src/core/**'], '^(?!valibot$|\\.)', pure, lunrUsers),
  packages(lunrUsers, '^(?!lunr$|\\.)', pure),
  packages(['webview/**'], '^(vscode|lunr|node:.*)$', 'The page runs in a browser, without the host.'),
  {
    files: ['test/**'],
    rules: {
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  { files: ['**/*.mjs'], ...tseslint.configs.disableTypeChecked },
);
