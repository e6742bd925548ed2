/**
 * Formats a paper's title and URL in the link syntax of a language; `Title (URL)` for languages without one.
 * @param title plain text
 * @param url https URL
 */
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
