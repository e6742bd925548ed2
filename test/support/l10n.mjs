// Compares the translations in l10n/ and package.nls.*.json with the messages of the code and the manifest.
// `npm run l10n` prints what is missing, `npm run l10n -- --defer` lists it in l10n/untranslated.json.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { inProject, readJson, root } from './project.mjs';

/** Languages of VS Code that have translations. */
export const LANGUAGES = ['zh-cn', 'ja', 'de'];

/** Files that translate a message chosen elsewhere: the form of a count, and labels of seeds/topics.json. */
const BY_VARIABLE = new Set(['src/core/lang/translator.ts', 'src/library/topics/topicService.ts']);

const DEFERRED = 'l10n/untranslated.json';

/**
 * @typedef {{ name: string, messages: ReadonlyMap<string, string>, places: ReadonlyMap<string, string> }} Texts
 *   the English text by key, and where a key is used
 */

/**
 * Returns the messages that a source file translates: the first argument of each call of `t`, and the forms of a count.
 *
 * @param {string} file
 * @param {string} text
 * @returns {readonly { message: string, line: number }[]}
 */
export function messagesIn(file, text) {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  /** @type {{ message: string, line: number }[]} */
  const found = [];
  /** @param {ts.Node} node */
  const add = (node) => {
    const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
    if (ts.isStringLiteralLike(node)) found.push({ message: node.text, line });
    else if (!BY_VARIABLE.has(file)) throw new Error(`${file}:${line}: the message is not a literal`);
  };
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (ts.isCallExpression(node) && nameOf(node.expression) === 't' && node.arguments[0]) {
      add(node.arguments[0]);
    }
    if (ts.isObjectLiteralExpression(node)) {
      const forms = ['one', 'other'].map((name) => valueOf(node, name));
      if (forms.every((form) => form !== undefined)) for (const form of forms) add(form);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** @param {ts.Expression} callee */
function nameOf(callee) {
  if (ts.isPropertyAccessExpression(callee)) return callee.name.text;
  return ts.isIdentifier(callee) ? callee.text : undefined;
}

/**
 * @param {ts.ObjectLiteralExpression} object
 * @param {string} name
 */
function valueOf(object, name) {
  const property = object.properties.find((one) => one.name?.getText() === name);
  return property !== undefined && ts.isPropertyAssignment(property) ? property.initializer : undefined;
}

/** @returns {Texts} the messages of the code and the labels of the topics */
export function codeTexts() {
  const places = new Map();
  const files = readdirSync(inProject('src'), { recursive: true, encoding: 'utf8' });
  for (const name of files.filter((one) => one.endsWith('.ts')).sort()) {
    const file = path.posix.join('src', name.split(path.sep).join('/'));
    for (const { message, line } of messagesIn(file, readFileSync(inProject(file), 'utf8'))) {
      if (!places.has(message)) places.set(message, `${file}:${line}`);
    }
  }
  for (const { label } of readJson(inProject('seeds/topics.json')).topics) {
    if (!places.has(label)) places.set(label, 'seeds/topics.json');
  }
  return { name: 'l10n/bundle.l10n', messages: new Map([...places.keys()].map((key) => [key, key])), places };
}

/** @returns {Texts} the labels of the manifest */
export function manifestTexts() {
  const messages = new Map(Object.entries(readJson(inProject('package.nls.json'))));
  return { name: 'package.nls', messages, places: new Map([...messages.keys()].map((key) => [key, key])) };
}

/**
 * What a translation keeps as it is: placeholders, icons, links of commands, code in backticks, fields of queries and
 * settings.
 */
const FIXED =
  /\{\d+\}|\$\([\w-]+\)|\(command:[^)]*\)|\]\(https?:[^)]*\)|`[^`]+`|\b(?:author|topic|has|is|year|sort|after|before|title|abstract|repo|category|tag|note|text):[\w-]*|\bpapers\.[\w.]+|https?:\/\/|\n/g;

/** Names of commands in backticks, such as `Papers: Search`, which are translated. */
const COMMAND_NAME = /^`\p{L}+: \p{L}/u;

/** @param {string} text */
const fixedParts = (text) =>
  (text.match(FIXED) ?? [])
    .filter((part) => !COMMAND_NAME.test(part))
    .sort()
    .join(' ');

/**
 * Returns what is wrong with a translation, a line for each entry.
 *
 * @param {Texts} texts
 * @param {Readonly<Record<string, string>>} translated
 * @param {readonly string[]} deferred keys that may be missing
 * @returns {{ missing: readonly string[], spare: readonly string[], wrong: readonly string[] }}
 */
export function compare({ messages }, translated, deferred) {
  const keys = Object.keys(translated);
  return {
    missing: [...messages.keys()].filter((key) => !(key in translated) && !deferred.includes(key)),
    spare: [
      ...keys.filter((key) => !messages.has(key)),
      ...deferred.filter((key) => key in translated || !messages.has(key)),
    ],
    wrong: keys.filter((key) => {
      const text = translated[key] ?? '';
      return (
        messages.has(key) && (text.trim() === '' || fixedParts(text) !== fixedParts(messages.get(key) ?? ''))
      );
    }),
  };
}

/**
 * @param {Texts} texts
 * @param {string} language
 * @returns {string} the file of a translation, in the project
 */
export const translationFile = ({ name }, language) => `${name}.${language}.json`;

/**
 * @param {string} file
 * @returns {Record<string, string>}
 */
const entriesOf = (file) => (existsSync(inProject(file)) ? readJson(inProject(file)) : {});

/** @returns {Record<string, string[]>} keys without a translation, by file */
const deferredKeys = () => (existsSync(inProject(DEFERRED)) ? readJson(inProject(DEFERRED)) : {});

/** Returns the comparison of every translation, by file. */
export function compareAll() {
  const deferred = deferredKeys();
  return [codeTexts(), manifestTexts()].flatMap((texts) =>
    LANGUAGES.map((language) => {
      const file = translationFile(texts, language);
      return { file, texts, ...compare(texts, entriesOf(file), deferred[file] ?? []) };
    }),
  );
}

/** Prints what is missing, with its place of use, and lists it as untranslated if `--defer` is given. */
function main() {
  const all = compareAll();
  if (process.argv.includes('--defer')) {
    const deferred = deferredKeys();
    for (const { file, missing } of all) {
      if (missing.length > 0) deferred[file] = [...(deferred[file] ?? []), ...missing];
    }
    writeFileSync(inProject(DEFERRED), `${JSON.stringify(deferred, null, 2)}\n`);
    return;
  }
  for (const { file, texts, missing, spare, wrong } of all) {
    console.log(`${file}: ${missing.length} missing, ${spare.length} spare, ${wrong.length} wrong`);
    for (const key of missing) {
      const text = texts.messages.get(key);
      console.log(`  missing  ${JSON.stringify(text)}  ${texts.places.get(key)}`);
    }
    for (const key of spare) console.log(`  spare    ${JSON.stringify(key)}`);
    for (const key of wrong) console.log(`  wrong    ${JSON.stringify(key)}`);
  }
}

if (process.argv[1] === path.join(root, 'test/support/l10n.mjs')) main();
