/**
 * A paper's title with its address, in the link syntax of a language; `Title (address)` where it has none.
 * @param title plain text
 * @param url https address
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
