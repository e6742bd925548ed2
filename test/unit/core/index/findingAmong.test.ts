import assert from 'node:assert/strict';
import { PaperIndex } from '../../../../src/core/index/paperIndex';
import { runToEnd } from '../../../../src/core/lang/runGenerator';
import type { Paper } from '../../../../src/core/paper/paper';
import { parseQuery, type Query } from '../../../../src/core/query/parseQuery';
import { followedQuery } from '../../../../src/core/savedSearches/savedSearchQuery';
import { generatedPapers } from '../../../support/generatedPapers';

describe('finding among some papers', () => {
  const papers: readonly Paper[] = generatedPapers(600, 7).map((paper, n) => ({
    ...paper,
    ...(n % 3 === 0 && {
      repositories: [
        { host: 'github.com', owner: 'lab', name: `p${n}`, url: `https://github.com/lab/p${n}` },
      ],
    }),
  }));
  const index = PaperIndex.of(papers);
  const facts = { isSaved: (id: string) => id.endsWith('1'), isUnread: () => true };
  const title = (n: number): string => papers[n]?.title ?? '';
  const word = (n: number, at = 0): string => title(n).split(' ')[at] ?? '';
  const author = (n: number): string => papers[n]?.authors[0] ?? '';
  const texts = [0, 3, 40, 77, 300, 599].flatMap((n) => [
    word(n),
    `${word(n)} ${word(n, 1)}`,
    `${word(n)} -${word(n, 1)}`,
    `"${title(n).split(' ').slice(0, 2).join(' ')}"`,
    title(n),
    `author:"${author(n)}"`,
    `${author(n)} ${papers[n]?.published.slice(0, 4) ?? ''}`,
    papers[n]?.id ?? '',
    `${word(n)} ${papers[n]?.id ?? ''}`,
    `https://github.com/lab/p${n}`,
    `title:${word(n)} has:code`,
    `${word(n)} is:saved after:${papers[n]?.published ?? ''}`,
    `${word(n)} ${word(n, 1)} sort:date`,
    `${word(n)} ${word(n, 2)} sort:upvotes`,
    `abstract:${word(n)} year:2024 year:2025`,
    `${word(n)}${word(n, 1)}`,
    `of ${word(n)} the`,
    'no-such-word',
  ]);

  it('finds what a search lists, for required and for optional words', () => {
    let found = 0;
    const of = (query: Query, share: number): void => {
      const ids = new Set(papers.filter((_, n) => n % share === 0).map(({ id }) => id));
      ids.add('not in the library');
      const listed = index.search(query, { ...facts, typing: false }).map(({ paper }) => paper.id);
      const expected = listed.filter((id) => ids.has(id)).sort();
      const among = [...runToEnd(index.findingAmong(query, ids, facts))].sort();
      assert.deepEqual(among, expected, `${query.text} (every ${share}.)`);
      found += among.length;
    };
    for (const text of texts)
      for (const share of [1, 3, 50]) {
        of(followedQuery(text), share);
        of(parseQuery(`${text} `), share);
        of(
          {
            ...followedQuery(text),
            scope: parseQuery('has:code ').clauses.filter((one) => one.kind === 'flag'),
          },
          share,
        );
      }
    assert.ok(found > 1_000, String(found));
  });
});
