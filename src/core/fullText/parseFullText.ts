export interface FullText {
  /** `abstract`: the paper has no HTML on arXiv, so the text is that of a page about the paper. */
  readonly kind: 'full' | 'abstract';
  readonly title?: string;
  /** Page that the text was made from. */
  readonly source?: string;
  readonly markdown: string;
}

/** In UTF-16 code units. arXiv's page for a failed conversion is shorter. */
const MIN_FULL_CHARS = 2_000;

const MAX_HEADER_LINES = 20;

const FIELD = /^(Title|URL Source|Published Time|Warning|Description|Date):(.*)$/;
const LAST_FIELD = /^Markdown Content:\s*$/;

/**
 * Parses a response of `GET {endpoint}/papers/{id}.md`: a header (`Title:`, `URL Source:`, `Markdown Content:`) and the
 * Markdown. The Hub converts the paper's HTML on arXiv (`/html/` in `URL Source`), else the paper's page with the
 * abstract. The header may be missing.
 */
export function parseFullText(answer: string): FullText {
  const text = answer.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  const header = readHeader(text);
  const markdown = text.slice(header.end).trim();
  const isFull = (header.source === undefined || isHtmlPage(header.source)) && isLong(markdown);
  return {
    kind: isFull ? 'full' : 'abstract',
    ...(header.title !== undefined && header.title !== '' && { title: header.title }),
    ...(header.source !== undefined && { source: header.source }),
    markdown,
  };
}

/** Excludes sign-in pages, JSON errors and PDFs. */
export function isMarkdown(text: string): boolean {
  const start = text.slice(0, 1_000).trimStart();
  return (
    start !== '' &&
    !start.includes('\0') &&
    !/^(?:<(?:!doctype|html|head|body|\?xml)|\{\s*["}]|%PDF-)/i.test(start)
  );
}

function isLong(markdown: string): boolean {
  return markdown.length >= MIN_FULL_CHARS;
}

function isHtmlPage(source: string): boolean {
  return /^https?:\/\/[^/?#]+\/html\//i.test(source);
}

interface Header {
  readonly title?: string;
  readonly source?: string;
  readonly end: number;
}

function readHeader(text: string): Header {
  const found = new Map<string, string>();
  let at = 0;
  for (let line = 0; line < MAX_HEADER_LINES; line += 1) {
    const next = text.indexOf('\n', at);
    if (next < 0) break;
    const content = text.slice(at, next);
    at = next + 1;
    if (LAST_FIELD.test(content)) {
      const [title, source] = [found.get('Title'), found.get('URL Source')];
      return { ...(title !== undefined && { title }), ...(source !== undefined && { source }), end: at };
    }
    const [, name, value = ''] = FIELD.exec(content) ?? [];
    if (name !== undefined) found.set(name, value.trim());
    else if (content.trim() !== '') break;
  }
  return { end: 0 };
}
