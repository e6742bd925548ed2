/** What a stand-in for the Hub holds besides the days of the feed. */
export class HubContent {
  /** Answers of `/papers/ID.md`, by arXiv id. */
  readonly texts = new Map<string, string>();
  /** Answers of `/api/papers/ID`, by arXiv id. */
  readonly papers = new Map<string, unknown>();
  /** Answers of `/api/papers/search`, by query in lowercase. */
  readonly searches = new Map<string, readonly unknown[]>();

  clear(): void {
    for (const map of [this.texts, this.papers, this.searches]) map.clear();
  }

  /** Returns the answer to a request; `undefined` for other paths, `null` if there is no such paper. */
  answer(url: URL): { readonly body: string; readonly type: string } | null | undefined {
    const json = (value: unknown): { body: string; type: string } | null =>
      value === undefined ? null : { body: JSON.stringify(value), type: 'application/json' };
    const path = decodeURIComponent(url.pathname);
    if (path === '/api/papers/search')
      return json(this.searches.get(url.searchParams.get('q')?.toLowerCase() ?? '') ?? []);
    const text = /^\/papers\/(.+)\.md$/.exec(path)?.[1];
    if (text !== undefined) {
      const body = this.texts.get(text);
      return body === undefined ? null : { body, type: 'text/markdown; charset=utf-8' };
    }
    const id = /^\/api\/papers\/(.+)$/.exec(path)?.[1];
    return id === undefined ? undefined : json(this.papers.get(id));
  }
}

/** A text as the Hub sends it, about a made-up paper. */
export function hubText(id: string, title: string, markdown: string, page = 'html'): string {
  return `Title: ${title}\n\nURL Source: https://arxiv.org/${page}/${id}\n\nPublished Time: Mon, 02 Mar 2026 01:00:00 GMT\n\nMarkdown Content:\n${markdown}\n`;
}

/** Made-up sections that are as long as those of a short paper. */
export function madeUpSections(topic: string): string {
  const sentences = `We made up ${topic}. Nothing was measured, and nobody was asked. `.repeat(20);
  return ['###### Abstract', '## 1 Introduction', '### 1.1 Related work', '## 2 Method', '## References']
    .map((heading) => `${heading}\n\n${sentences}`)
    .join('\n\n');
}
