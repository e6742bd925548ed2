import { parseDocument } from 'yaml';
import type { FieldMap } from '../../core/notes/noteFields';

/** Maximum nodes that aliases may add. Front matter rarely has aliases; more would be an attack. */
const MAX_ALIASES = 32;

/** In UTF-16 code units. The parser takes 0.1 s for 6,000 one-letter fields. */
const MAX_YAML = 6_000;
/** Maximum number of fields of broken YAML. */
const MAX_LOOSE_FIELDS = 200;
/** Maximum depth of brackets, and of `-` and `?` in one line. The parser takes seconds for thousands. */
const MAX_DEPTH = 30;
const COMPACT_NESTING = new RegExp(`(?:[-?:][ \\t]+){${MAX_DEPTH}}`);

/**
 * Parses the YAML of front matter. Keeps all scalars as text, so that `2109.00860` keeps its zeros. From
 * broken or expensive YAML, returns the fields of its plain lines. Never throws.
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

/** Returns whether YAML is nested more deeply than front matter ever is. Also counts brackets in texts. */
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
 * Reads the top-level `name: value` lines of front matter that is not valid YAML, such as `title: BERT: a
 * study`. Ignores other lines. If a name occurs twice, the first line counts.
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
