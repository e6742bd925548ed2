/** Text is escaped, HTML kept, lists joined; `undefined` and `false` render nothing. */
export type HtmlValue = string | number | Html | false | undefined | readonly HtmlValue[];

/** HTML that is safe to insert: only `markup` and `element` create it, and they escape their values. */
class Html {
  readonly #text: string;

  constructor(strings: readonly string[], values: readonly HtmlValue[]) {
    this.#text = strings.map((part, at) => (at === 0 ? part : render(values[at - 1]) + part)).join('');
  }

  toString(): string {
    return this.#text;
  }
}

export type { Html };

/**
 * Template tag for HTML with quoted attribute values. Not called `html`, because formatters would then change
 * significant white space.
 */
export function markup(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return new Html(strings, values);
}

/** Creates an element with computed names. Throws on a name that could end the tag. */
export function element(
  name: string,
  attributes: readonly (readonly [name: string, value: string])[],
  children: HtmlValue,
): Html {
  for (const part of [name, ...attributes.map(([attribute]) => attribute)]) {
    if (!/^[a-z][a-z-]*$/.test(part)) throw new Error(`Not a name in HTML: ${part}`);
  }
  const pairs = attributes.map(([attribute, value]) => new Html([` ${attribute}="`, '"'], [value]));
  return new Html([`<${name}`, '>', `</${name}>`], [pairs, children]);
}

/**
 * Returns an https URL for `href`, otherwise `undefined`. VS Code opens the page's links itself, and would also open
 * `vscode:` URLs.
 */
export function httpsAddress(url: string): string | undefined {
  const parsed = URL.parse(url);
  if (parsed?.protocol !== 'https:' || parsed.username !== '' || parsed.password !== '') return undefined;
  return parsed.href;
}

function render(value: HtmlValue): string {
  if (value === undefined || value === false) return '';
  if (value instanceof Html) return value.toString();
  if (typeof value === 'object') return value.map(render).join('');
  return escape(String(value));
}

const ENTITIES = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
  ['`', '&#96;'],
]);

/** Also removes controls and unpaired surrogates. */
function escape(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/[&<>"'`]/g, (character) => ENTITIES.get(character) ?? '');
}
