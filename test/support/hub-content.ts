/** Content of a Hub test server besides the days of the feed. */
export class HubContent {
  /** Answers of `/papers/ID.md`, by arXiv id. */
  readonly texts = new Map<string, string>();
  /** Answers of `/api/papers/ID`, by arXiv id. */
  readonly papers = new Map<string, unknown>();
  /** Entries of arXiv's API, by arXiv id. */
  readonly arxiv = new Map<string, string>();
  /** Answers of `/api/papers/search`, by query in lowercase. */
  readonly searches = new Map<string, readonly unknown[]>();
  /** Answers of other paths, such as `/api/arxiv/ID/repos`, by path without the query. */
  readonly others = new Map<string, unknown>();

  clear(): void {
    for (const map of [this.texts, this.papers, this.arxiv, this.searches, this.others]) map.clear();
  }

  /** Returns the answer to a request; `undefined` for other paths, `null` if there is no such paper. */
  answer(url: URL): { readonly body: string; readonly type: string } | null | undefined {
    const json = (value: unknown): { body: string; type: string } | null =>
      value === undefined ? null : { body: JSON.stringify(value), type: 'application/json' };
    const path = decodeURIComponent(url.pathname);
    if (this.others.has(path)) return json(this.others.get(path));
    if (path === '/api/papers/search')
      return json(this.searches.get(url.searchParams.get('q')?.toLowerCase() ?? '') ?? []);
    if (path === '/api/query') {
      const ids = url.searchParams.get('id_list')?.split(',') ?? [];
      const entries = ids.map((id) => this.arxiv.get(id) ?? '').join('\n');
      return { body: arxivFeed(entries), type: 'application/atom+xml' };
    }
    const text = /^\/papers\/(.+)\.md$/.exec(path)?.[1];
    if (text !== undefined) {
      const body = this.texts.get(text);
      return body === undefined ? null : { body, type: 'text/markdown; charset=utf-8' };
    }
    const id = /^\/api\/papers\/(.+)$/.exec(path)?.[1];
    return id === undefined ? undefined : json(this.papers.get(id));
  }
}

/** Returns a response of arXiv's API with these entries. */
export function arxivFeed(entries: string): string {
  return `<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">
  <id>https://arxiv.org/api/made-up</id>
  <title>arXiv Query: search_query=&amp;id_list=</title>
  <updated>2026-03-05T15:00:00Z</updated>
  ${entries}
</feed>`;
}

/** Returns an entry of arXiv's API about a made-up paper. */
export function arxivEntry(
  id: string,
  title: string,
  summary = 'We made it up &amp; measured nothing.',
): string {
  return `<entry>
    <id>http://arxiv.org/abs/${id}v3</id>
    <title>${title}</title>
    <updated>2026-03-04T10:00:00Z</updated>
    <link href="https://arxiv.org/abs/${id}v3" rel="alternate" type="text/html"/>
    <summary>  ${summary}
    </summary>
    <category term="cs.CL" scheme="http://arxiv.org/schemas/atom"/>
    <published>2026-03-01T10:00:00Z</published>
    <arxiv:comment>12 pages</arxiv:comment>
    <arxiv:primary_category term="cs.CL"/>
    <author><name>Zo&#235; Sample</name></author>
    <author><name>Lee O&apos;Made</name><arxiv:affiliation xmlns:arxiv="http://arxiv.org/schemas/atom">Nowhere</arxiv:affiliation></author>
  </entry>`;
}

/** Returns a text as the Hub sends it, about a made-up paper. */
export function hubText(id: string, title: string, markdown: string, page = 'html'): string {
  return `Title: ${title}\n\nURL Source: https://arxiv.org/${page}/${id}\n\nPublished Time: Mon, 02 Mar 2026 01:00:00 GMT\n\nMarkdown Content:\n${markdown}\n`;
}

/** Returns made-up sections as long as those of a short paper. */
export function madeUpSections(topic: string): string {
  const sentences = `We made up ${topic}. Nothing was measured, and nobody was asked. `.repeat(20);
  return ['###### Abstract', '## 1 Introduction', '### 1.1 Related work', '## 2 Method', '## References']
    .map((heading) => `${heading}\n\n${sentences}`)
    .join('\n\n');
}
