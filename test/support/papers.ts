import type { Paper } from '../../src/core/paper/paper';

/** Returns a made-up paper. `facts` overrides fields. */
export function madePaper(id: string, facts: Partial<Paper> = {}): Paper {
  return {
    id,
    title: `Made-up paper ${id}`,
    abstract: `What ${id} is about.`,
    authors: ['Ada Example', 'Ben Example'],
    authorCount: 2,
    published: '2026-03-02',
    featuredOn: [],
    comments: 0,
    topics: [],
    repositories: [],
    links: [],
    ...facts,
  };
}
