import { arxivPages, parseArxivId } from '../links/arxiv';
import type { Paper } from '../paper/paper';
import { literalMarkdown } from '../text/literalMarkdown';

/** Returns the paper's page on arXiv, else the first known page. */
export function citedUrl(paper: Paper): string | undefined {
  const arxivId = parseArxivId(paper.id);
  if (arxivId !== undefined) return arxivPages(arxivId)[0]?.url;
  return [...paper.links, ...paper.repositories].find(({ url }) => url.startsWith('https://'))?.url;
}

/** Returns the title alone if the paper has no URL. */
export function paperLink(languageId: string, paper: Paper): string {
  const url = citedUrl(paper);
  return url === undefined ? paper.title : titleLink(languageId, paper.title, url);
}

/** Formats a paper as a Markdown link with its title. */
export function markdownLink(paper: Paper): string {
  const url = citedUrl(paper);
  const title = literalMarkdown(paper.title);
  // These characters would end the address.
  return url === undefined ? title : `[${title}](${url.replace(/[\s()<>]/g, percentEncode)})`;
}

/** Returns `Title (URL)` for languages without links. */
export function titleLink(languageId: string, title: string, url: string): string {
  switch (languageId) {
    case 'html':
    case 'xml':
    case 'vue':
    case 'svelte':
      return `<a href="${escapeHtml(url)}">${escapeHtml(title)}</a>`;
    case 'restructuredtext':
      return `\`${title.replace(/[`<>\\]/g, '\\$&')} <${url}>\`__`;
    case 'asciidoc':
      return `${url}[${title.replaceAll(']', '\\]')}]`;
    case 'org':
      return `[[${url}][${title.replace(/[[\]]/g, ' ')}]]`;
    default:
      return `${title} (${url})`;
  }
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function percentEncode(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}
