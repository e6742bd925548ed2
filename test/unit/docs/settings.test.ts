import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { inProject, readJson } from '../../support/project.mjs';

interface Manifest {
  readonly contributes: {
    readonly configuration: {
      readonly properties: Readonly<Record<string, { readonly order: number }>>;
    };
  };
}

describe('settings', () => {
  const { contributes } = readJson(inProject('package.json')) as Manifest;
  const settings = Object.entries(contributes.configuration.properties);

  it('have different positions in the Settings editor', () => {
    const orders = settings.map(([, { order }]) => order);
    assert.equal(new Set(orders).size, orders.length, orders.toSorted((a, b) => a - b).join(', '));
  });

  it('have the order of the table in README.md', () => {
    const rows = readFileSync(inProject('README.md'), 'utf8').matchAll(/^\| `(papers\.[\w.]+)` /gm);
    assert.deepEqual(
      settings.toSorted(([, a], [, b]) => a.order - b.order).map(([name]) => name),
      [...rows].map(([, name]) => name),
    );
  });
});
