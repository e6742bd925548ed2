import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

/** A file or folder named on the command line, where it was typed: npm runs scripts in the project's folder. */
export function givenPath(argument: string): string {
  return path.resolve(process.env['INIT_CWD'] ?? '.', argument);
}

/** A text file's content, unpacked when it is a .gz. @throws with the file's name when it cannot be read */
export function textOf(file: string): string {
  const bytes = readFileSync(file);
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').replace(/^\uFEFF/, '');
}

/** The lines of a text file, plain or packed as `file.gz`, empty ones left out. */
export function lines(file: string): string[] {
  const packed = `${file}.gz`;
  return textOf(!existsSync(file) && existsSync(packed) ? packed : file)
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
}

/** What one line of a JSON Lines file says. */
export type Row = ReadonlyMap<string, unknown>;

/** The objects of a JSON Lines file, one after the other. @throws with the number of the line that is none */
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
 * Rows by their ids, the first of each. Others of the same id are left out, and it is said, for a ranking that holds a
 * paper twice counts it twice.
 * @param key names of the id, the first that a row has
 * @param most so many are read
 * @throws with the number of the row that has no id
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

/** What a row says under a name, as text; an empty string when it says nothing. */
export function textIn(row: Row, name: string): string {
  const value = row.get(name);
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

/** The texts of a list in a row; none when there is no list. */
export function textsIn(row: Row, name: string): string[] {
  const value = row.get(name);
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** Runs a program on its arguments; a failure is said in a line, without a stack, and gives exit code 1. */
export function program(usage: string, run: (files: readonly string[]) => void): void {
  const files = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
  if (files.length === 0) {
    console.error(`usage: ${usage}`);
    process.exitCode = 2;
    return;
  }
  try {
    run(files.map(givenPath));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
