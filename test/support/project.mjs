// Paths in this project. Node built-ins only: used before `npm ci` has run.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The project's folder: the nearest with a package.json, from the sources and from the built tests in out/. */
export const root = (() => {
  let folder = import.meta.dirname;
  while (!existsSync(path.join(folder, 'package.json'))) folder = path.dirname(folder);
  return folder;
})();

/**
 * @param {...string} parts
 * @returns {string} an absolute path in the project
 */
export const inProject = (...parts) => path.join(root, ...parts);

/** The package that `npm run package` writes and the UI tests install. */
export const packageFile = inProject('daily-papers.vsix');

/**
 * @param {string} file
 * @returns {any} what the JSON file holds
 */
export function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}
