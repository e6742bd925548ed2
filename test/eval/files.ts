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

/** The objects of a JSON Lines file. @throws with the number of the line that is none */
export function rowsOf(file: string): ReadonlyMap<string, unknown>[] {
  return lines(file).map((line, i) => {
    let row: unknown;
    try {
      row = JSON.parse(line);
    } catch {
      row = undefined;
    }
    if (typeof row !== 'object' || row === null)
      throw new Error(`${file}: line ${i + 1} is no JSON object: ${line.slice(0, 60)}`);
    return new Map(Object.entries(row));
  });
}

/** What a row says under a name, as text; an empty string when it says nothing. */
export function textIn(row: ReadonlyMap<string, unknown>, name: string): string {
  const value = row.get(name);
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

/** The texts of a list in a row; none when there is no list. */
export function textsIn(row: ReadonlyMap<string, unknown>, name: string): string[] {
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
