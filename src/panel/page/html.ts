/** A template value: text is escaped, HTML kept, lists joined; `undefined` and `false` render nothing. */
export type HtmlValue = string | number | Html | false | undefined | readonly HtmlValue[];

/** HTML that is safe to put into the page: only `markup` and `element` make it, and they escape what they are given. */
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
 * Template tag of the page; attribute values must be quoted in the template. (It is not called `html`, because white
 * space is part of what is shown and a formatter would move it.)
 */
export function markup(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return new Html(strings, values);
}

/** An element whose name and attributes are data. Throws on a name that could end the tag. */
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
 * An address as the value of `href`: https only, whatever the library promised, else undefined. The page's links are
 * opened by VS Code itself, which would follow `vscode:` too.
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

/** Text for element content and quoted attributes; control, direction-changing and half characters are taken out. */
function escape(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/[&<>"'`]/g, (character) => ENTITIES.get(character) ?? '');
}
