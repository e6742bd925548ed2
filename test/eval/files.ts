import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

/**
 * Resolves a path of the command line in the folder where it was typed: npm runs scripts in the project's
 * folder.
 */
export function givenPath(argument: string): string {
  return path.resolve(process.env['INIT_CWD'] ?? '.', argument);
}

/**
 * Returns a text file's content; unpacks a .gz.
 * @throws an error with the file's name if it is unreadable
 */
export function textOf(file: string): string {
  const bytes = readFileSync(file);
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').replace(/^\uFEFF/, '');
}

/** Returns the non-empty lines of a text file, plain or packed as `file.gz`. */
export function lines(file: string): string[] {
  const packed = `${file}.gz`;
  return textOf(!existsSync(file) && existsSync(packed) ? packed : file)
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
}

/** A line of a JSON Lines file. */
export type Row = ReadonlyMap<string, unknown>;

/**
 * Yields the objects of a JSON Lines file.
 * @throws an error with the number of an invalid line
 */
export function* eachRow(file: string): Generator<Row, void> {
  for (const [i, line] of lines(file).entries()) {
    let row: unknown;
    try {
      row = JSON.parse(line);
    } catch {
      row = undefined;
    }
    if (typeof row !== 'object' || row === null)
      throw new Error(`${file}: line ${i + 1} is no JSON object: ${line.slice(0, 60)}`);
    yield new Map(Object.entries(row));
  }
}

/**
 * Returns rows by id. Skips and reports further rows with the same id: a ranking with the same paper twice
 * would count it twice.
 * @param key names of the id field; the first existing one is used
 * @param most maximum number of rows
 * @throws an error with the number of a row without id
 */
export function rowsById(file: string, key: readonly string[], most = Infinity): ReadonlyMap<string, Row> {
  const rows = new Map<string, Row>();
  let number = 0;
  let again = 0;
  for (const row of eachRow(file)) {
    number++;
    const id = key.map((name) => textIn(row, name)).find((text) => text !== '');
    if (id === undefined) {
      const names = [...row.keys()].slice(0, 6).join(', ');
      throw new Error(`${file}: row ${number} has no "${key.join('" and no "')}", only: ${names}`);
    }
    if (rows.has(id)) again++;
    else rows.set(id, row);
    if (rows.size === most) break;
  }
  if (again > 0) console.error(`${file}: rows with the id of an earlier one, left out: ${again}`);
  return rows;
}

/** Returns a field of a row as text, or an empty string. */
export function textIn(row: Row, name: string): string {
  const value = row.get(name);
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

/** Returns the texts of a list in a row; empty if there is no list. */
export function textsIn(row: Row, name: string): string[] {
  const value = row.get(name);
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** Runs a program on its arguments; a failure is said in a line, without a stack, and gives exit code 1. */
export function program(usage: string, run: (files: readonly string[]) => unknown): void {
  const files = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
  if (files.length === 0) {
    console.error(`usage: ${usage}`);
    process.exitCode = 2;
    return;
  }
  const work = new Promise((resolve) => resolve(run(files.map(givenPath))));
  work.catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
