// Gives the property tests a fixed seed, so that a run on the same commit generates the same values and fails or passes each time.
// The environment variable DAILY_PAPERS_SEED replaces it by another seed, or by a new one in each run with `random`.
import { createRequire } from 'node:module';

// fast-check keeps its settings once for `import` and once for `require`, which the built tests use.
const fc = /** @type {typeof import('fast-check')} */ (createRequire(import.meta.url)('fast-check'));

/** Any whole number will do: fast-check derives all generated values from it. */
const DEFAULT_SEED = 1;

const chosen = process.env['DAILY_PAPERS_SEED'] ?? String(DEFAULT_SEED);
if (chosen !== 'random') {
  const seed = Number(chosen);
  if (!Number.isInteger(seed))
    throw new Error(`DAILY_PAPERS_SEED must be a whole number or "random", not "${chosen}".`);
  fc.configureGlobal({ ...fc.readConfigureGlobal(), seed });
}
