import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * What VS Code's extension hosts wrote down about errors with the extension's code on their stack: exceptions that
 * nothing caught, promises that nobody handled.
 */
export function complaints({ dataFolder }: { readonly dataFolder: string }): readonly string[] {
  const logs = path.join(dataFolder, 'data/logs');
  const names = readdirSync(logs, { recursive: true, encoding: 'utf8' }).filter(
    (name) => path.basename(name) === 'remoteexthost.log',
  );
  assert.ok(names.length > 0, 'this VS Code wrote no log: it may have been prepared without');
  return names
    .flatMap((name) => readFileSync(path.join(logs, name), 'utf8').split(/^(?=\d{4}-\d\d-\d\d )/m))
    .filter(
      (entry) =>
        /^\S+ \S+ \[error\]/.test(entry) && /daily-papers\.daily-papers-[^/\\]*[/\\]dist/.test(entry),
    );
}
