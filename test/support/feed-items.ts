/**
 * Items as the Daily Papers API sends them, about made-up papers; one builder for each version of the format.
 */

/** Facts that a test case needs. */
export interface ItemFacts {
  readonly id: string;
  readonly title?: string;
  readonly summary?: string;
  readonly day?: string;
  readonly upvotes?: number;
  readonly comments?: number;
  readonly authors?: number;
  readonly paper?: Readonly<Record<string, unknown>>;
}

/** The format of 2024: no outer summary, no day of its own, no code. */
export function item2024(facts: ItemFacts): Record<string, unknown> {
  const { id, upvotes = 3, comments = 1 } = facts;
  return {
    paper: {
      id,
      authors: authors(facts),
      publishedAt: '2024-05-28T17:59:31.000Z',
      title: facts.title ?? `Made-up findings\n  about ${id}`,
      summary: facts.summary ?? `We made up ${id}.\nNothing was measured.`,
      upvotes,
      ...facts.paper,
    },
    publishedAt: '2024-05-31T03:52:55.640Z',
    title: `Made-up findings about ${id}`,
    mediaUrl: `https://cdn.example/${id}.png`,
    numComments: comments,
  };
}

/** The format of 2026: its own day, code, organisation, AI summary. */
export function item2026(facts: ItemFacts): Record<string, unknown> {
  const old = item2024(facts);
  const paper = old['paper'] as Record<string, unknown>;
  const { day = '2026-03-05' } = facts;
  const submitter = { _id: 'u1', avatarUrl: '/a.svg', fullname: 'Sam Sample', isPro: false, type: 'user' };
  return {
    paper: {
      ...paper,
      publishedAt: '2026-03-03T00:00:00.000Z',
      submittedOnDailyAt: `${day}T00:00:00.000Z`,
      submittedOnDailyBy: { ...submitter, user: 'sam', name: 'sam' },
      discussionId: 'd1',
      projectPage: `https://made-up.example/${facts.id}`,
      githubRepo: `https://github.com/made-up/p${facts.id.replace('.', '-')}`,
      githubRepoAddedBy: 'user',
      githubStars: 12,
      ai_summary: 'A short summary by a machine.',
      ai_keywords: ['made-up findings', 'nothing at all'],
      ai_summary_model: 'made-up/model',
      organization: { _id: 'o1', name: 'made-up', fullname: 'Made-up Institute', avatar: '/o.png' },
      ...facts.paper,
    },
    publishedAt: '2026-03-02T20:00:00.000Z',
    title: old['title'],
    summary: paper['summary'],
    thumbnail: `https://cdn.example/${facts.id}.png`,
    numComments: facts.comments ?? 1,
    submittedBy: { ...submitter, name: 'sam', isHf: false, isHfAdmin: false, isMod: false, followerCount: 2 },
    isAuthorParticipating: true,
  };
}

function authors({ authors: count = 2 }: ItemFacts): unknown[] {
  return Array.from({ length: count }, (_, index) => ({
    _id: `a${index}`,
    ...(index === 0
      ? {
          user: { avatarUrl: '/a.svg', isPro: false, fullname: 'Ada', user: 'ada', type: 'user' },
          status: 'claimed_verified',
        }
      : {}),
    name: `Ada Example ${index}`,
    hidden: false,
  }));
}
