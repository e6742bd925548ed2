import { readFileSync } from 'node:fs';
import * as importX from 'eslint-plugin-import-x';
import * as regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';
import { CLASS_RULE } from './test/support/lint.mjs';

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

/**
 * The rules that need types are checked by oxlint, which uses a seventh of ESLint's processor time for them.
 * @returns {string[]} rules of typescript-eslint's strict sets that need types and that neither .oxlintrc.json nor
 * test/support/lint.mjs checks, as after an update that adds a rule
 */
function uncheckedRules() {
  const { rules } = JSON.parse(readFileSync(new URL('.oxlintrc.json', import.meta.url), 'utf8'));
  const checked = new Set([...Object.keys(rules), `typescript/${CLASS_RULE}`]);
  const strict = [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked];
  const wanted = new Set(strict.flatMap((config) => Object.keys(config.rules ?? {})));
  return Object.keys(tseslint.configs.disableTypeChecked.rules)
    .filter((rule) => wanted.has(rule))
    .map((rule) => rule.replace('@typescript-eslint', 'typescript'))
    .filter((rule) => !checked.has(rule));
}

const unchecked = uncheckedRules();
if (unchecked.length > 0) throw new Error(`Add to .oxlintrc.json: ${unchecked.join(', ')}`);

/**
 * The half of no-meaningless-void-operator that oxlint 1.94 lacks: `void` only before a call or an assignment. The getters
 * named `ready` start work and return its promise.
 */
const meaninglessVoid = {
  selector:
    'UnaryExpression[operator="void"]:not([argument.type=/^(CallExpression|AssignmentExpression)$/]):not([argument.expression.type="CallExpression"]):not([argument.property.name="ready"]):not([argument.value=0])',
  message: '`void` only discards what a call returns.',
};

export default tseslint.config(
  { ignores: ['dist/', 'out/', 'node_modules/', '.vscode-test/'] },
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  tseslint.configs.disableTypeChecked,
  {
    rules: {
      eqeqeq: 'error',
      'no-eval': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      // A paper's text in a notification can contain a command link, so one wrapper escapes all of them.
      'no-restricted-syntax': [
        'error',
        meaninglessVoid,
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
    // Text from papers, pages and settings passes through these: each must take linear time at most.
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
  // Includes blank lines and comments. A test counts the files in a folder (test/unit/docs/maps.test.ts).
  { files: ['src/**'], rules: { 'max-lines': ['error', 250] } },
  { files: ['src/notify.ts', 'test/**'], rules: { 'no-restricted-syntax': ['error', meaninglessVoid] } },
  {
    files: ['src/**', 'webview/**'],
    plugins: { 'import-x': importX },
    settings: {
      'import-x/extensions': ['.ts'],
      'import-x/resolver-next': [importX.createNodeResolver({ extensions: ['.ts'] })],
    },
    rules: {
      'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones }],
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
  { files: ['test/**/*.mjs'], rules: { 'no-restricted-syntax': 'off' } },
);
