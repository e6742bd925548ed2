import { parseDocument } from 'yaml';
import type { FieldMap } from '../../core/notes/noteFields';

/** Nodes that aliases may add. Front matter rarely has aliases; more would be an attack. */
const MAX_ALIASES = 32;

/** In UTF-16 code units. The parser takes 0.1 s for 6,000 one-letter fields. */
const MAX_YAML = 6_000;
const MAX_LOOSE_FIELDS = 200;
/** Depth of brackets, and of `-` and `?` in one line. The parser takes seconds for thousands. */
const MAX_DEPTH = 30;
const COMPACT_NESTING = new RegExp(`(?:[-?:][ \\t]+){${MAX_DEPTH}}`);

/**
 * Keeps scalars as text, so that `2109.00860` keeps its zeros. Reads only the plain lines of broken or
 * expensive YAML. Never throws.
 */
export function parseFrontMatter(yaml: string): FieldMap {
  if (yaml.length > MAX_YAML || isDeep(yaml) || hasManyAliases(yaml)) return looseFields(yaml);
  try {
    const document = parseDocument(yaml, {
      schema: 'failsafe',
      strict: false,
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: 'silent',
    });
    if (document.errors.length === 0) {
      const value: unknown = document.toJS({ mapAsMap: true, maxAliasCount: MAX_ALIASES });
      if (value instanceof Map) return value;
    }
  } catch {
    // Too many aliases, or nested too deeply for the stack.
  }
  return looseFields(yaml);
}

/** Also counts brackets in texts. */
function isDeep(yaml: string): boolean {
  let depth = 0;
  for (const bracket of yaml.match(/[[\]{}]/g) ?? []) {
    depth = bracket === '[' || bracket === '{' ? depth + 1 : Math.max(0, depth - 1);
    if (depth > MAX_DEPTH) return true;
  }
  return COMPACT_NESTING.test(yaml);
}

/** The parser compares each alias with all anchors. */
function hasManyAliases(yaml: string): boolean {
  return (yaml.match(/\*[^\s*]/g) ?? []).length > MAX_ALIASES;
}

/**
 * Reads the top-level `name: value` lines of invalid YAML, such as `title: BERT: a study`. The first of equal
 * names counts.
 */
function looseFields(yaml: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const line of yaml.split('\n')) {
    const [, name, value = ''] = /^([A-Za-z][\w-]{0,40})[ \t]*:[ \t]+(\S.*)$/.exec(line) ?? [];
    if (name === undefined || fields.has(name)) continue;
    fields.set(name, withoutQuotes(value.trim()));
    if (fields.size === MAX_LOOSE_FIELDS) break;
  }
  return fields;
}

function withoutQuotes(value: string): string {
  return /^(["'])(.*)\1$/.exec(value)?.[2] ?? value;
}
