import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseFeedItem } from '../../../../src/core/feed/parseFeed';
import { parseImportSteps } from '../../../../src/core/feed/importFile';
import { runToEnd } from '../../../../src/core/lang/runGenerator';
import type { Paper } from '../../../../src/core/paper/paper';
import { readBundledDigest } from '../../../../src/library/bundledDigest';
import { encodePaper } from '../../../../src/library/store/paperFile';
import { readable } from '../../../../src/library/texToUnicode';
import { item2024, item2026 } from '../../../support/feed-items';
import { madePaper } from '../../../support/papers';
import { inProject } from '../../../support/project.mjs';
import { english } from '../../../support/english';

const ID = '2603.00001';

/** Returns the paper of an imported line; undefined if it was skipped. */
function imported(given: object): Paper | undefined {
  const text = [given, madePaper('2603.00002')]
    .map((one) => JSON.stringify({ sum: '0', paper: one }))
    .join('\n');
  const reading = runToEnd(parseImportSteps([text], { name: 'lines', readable, latest: '2026-12-31' }));
  return reading?.papers.find(({ id }) => id !== '2603.00002');
}

const NO_CATEGORY = Object.fromEntries([['category', undefined]]) as Partial<Paper>;

describe('a line of the store that is imported', () => {
  it('does not change a paper of the feed', () => {
    const items = [
      item2026({ id: ID, summary: 'See https://lab.example/x and https://github.com/a/b/tree/main/sub_1.' }),
      item2026({ id: ID, title: 'About $x^2$ and {\\em you}', summary: 'Is $\\alpha$ so?' }),
      item2024({ id: 'cs/0112017' }),
      item2024({ id: ID, paper: { githubRepo: 'https://gitlab.com/a/b/c/-/tree/v1/d' } }),
    ];
    for (const item of items) {
      const paper = parseFeedItem(item, { readable, day: '2026-03-05' });
      if (typeof paper === 'string') assert.fail(paper);
      assert.deepEqual(imported(paper), paper);
    }
  });

  it('does not change a paper of the bundled digest', async () => {
    const { papers } = await readBundledDigest({ folder: inProject('seeds'), l10n: english });
    assert.equal(papers.length, 86);
    for (const paper of papers)
      assert.deepEqual(imported(JSON.parse(encodePaper(paper).slice(26, -1)) as Paper), paper);
  });

  it('does not change a title in any script', () => {
    const paper = madePaper('量子-β-計算-2', { title: '量子 β 計算', repositories: [], links: [] });
    assert.deepEqual(imported(paper), paper);
  });

  it('does not change any readable text', () => {
    const piece = fc.constantFrom(
      ...[
        '$',
        '\\\\alpha',
        '\\alpha',
        '{',
        '}',
        '^2',
        '_i',
        '_{i,j}',
        '\\emph{',
        '%',
        '\\%',
        '&amp;',
        '<b>',
        "''",
        '``',
        '~',
      ],
      ...[
        'x',
        'words',
        ' ',
        '. ',
        '0',
        '\\(',
        '\\)',
        '<',
        '∪',
        'https://github.com/a/b',
        '\\cite{k}',
        '\n',
        '\u200b',
      ],
    );
    const text = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, text, (title, summary) => {
        const paper = parseFeedItem(item2026({ id: ID, title: `A ${title}`, summary }), { readable });
        if (typeof paper !== 'string') assert.deepEqual(imported(paper), paper);
      }),
    );
  });

  const github = { host: 'github.com', owner: 'openai', name: 'gpt' };
  const page = 'https://github.com/openai/gpt';
  const repositories: [what: string, given: object, urls: string[]][] = [
    ['another address', { ...github, url: 'https://evil.example/' }, [page]],
    ['a host that is none of ours', { ...github, host: 'evil.example', url: page }, []],
    ['a host in other letters', { ...github, host: 'GitHub.com', url: page }, []],
    ['a page of the site', { ...github, owner: 'settings', url: page }, []],
    ['an owner with a path', { ...github, owner: 'a/../../b', url: page }, []],
    ['an owner that is an option', { ...github, owner: '--upload-pack=x', url: page }, []],
    ['a name with a query', { ...github, name: 'gpt?x=y', url: page }, []],
    ['a ref that is an option', { ...github, ref: '--x', url: page }, [page]],
    ['a ref that leads out', { ...github, ref: 'a..b', folder: 'c', url: page }, [page]],
    ['a folder that leads out', { ...github, ref: 'main', folder: '../x', url: page }, [`${page}/tree/main`]],
    ['a place inside', { ...github, ref: 'main', folder: 'a/b c', url: page }, [`${page}/tree/main/a/b%20c`]],
    [
      'groups within groups',
      { host: 'gitlab.com', owner: 'a/b', name: 'c', ref: 'v1', url: page },
      ['https://gitlab.com/a/b/c/-/tree/v1'],
    ],
    [
      'a data set',
      { host: 'huggingface.co', owner: 'datasets/a', name: 'b', url: page },
      ['https://huggingface.co/datasets/a/b'],
    ],
  ];
  for (const [what, given, urls] of repositories)
    it(`rebuilds its repository: ${what}`, () => {
      assert.deepEqual(
        imported(madePaper(ID, { repositories: [given as Paper['repositories'][number]] }))?.repositories.map(
          ({ url }) => url,
        ),
        urls,
      );
    });

  const own = [
    'arxiv https://arxiv.org/abs/2603.00001',
    'pdf https://arxiv.org/pdf/2603.00001',
    'huggingface https://huggingface.co/papers/2603.00001',
  ];
  const links: [kind: Paper['links'][number]['kind'], url: string, kept: string[]][] = [
    ['arxiv', 'https://evil.example/abs/2603.00001', []],
    ['pdf', 'https://evil.example/2603.00001.pdf', []],
    ['huggingface', 'https://evil.example/papers/2603.00001', []],
    ['project', 'https://lab.example/x', ['project https://lab.example/x']],
    ['page', 'https://user:password@lab.example/', []],
    ['page', 'https://10.0.0.1/', []],
    ['page', 'https://localhost/', []],
    ['page', 'https://lab.example/a b', []],
    ['page', 'https://lab.example/\u202emoc', []],
    ['page', 'https://lab.example/<script>', []],
    ['page', 'https://lab.example\\@evil.example/', []],
  ];
  for (const [kind, url, kept] of links)
    it(`checks its link: ${kind} ${JSON.stringify(url)}`, () => {
      assert.deepEqual(
        imported(madePaper(ID, { links: [{ kind, url }] }))?.links.map((link) => `${link.kind} ${link.url}`),
        [...own, ...kept],
      );
    });

  const fields: [what: string, facts: Partial<Paper>, expected: Partial<Paper> | undefined][] = [
    ['no id', { id: '' }, undefined],
    ['an id that is a path', { id: '../../etc' }, undefined],
    ['an id with direction characters', { id: 'a\u202eb' }, undefined],
    ['an id with a version', { id: '2603.00001v2' }, { id: ID }],
    ['no title', { title: '' }, undefined],
    ['a title of blanks', { title: ' \u202e\u0000 ' }, undefined],
    ['a title without end', { title: 'x'.repeat(99_999) }, undefined],
    ['a title with direction characters', { title: 'a\u202eb\u0000c' }, { title: 'a b c' }],
    ['half a letter', { abstract: 'a\ud800b' }, { abstract: 'a\ufffdb' }],
    ['a title that hides behind maths', { title: 'Shown', tex: { title: 'Other $x$' } }, { title: 'Shown' }],
    ['authors', { authors: ['Ada\u202e', '', 'x'.repeat(2_000)] }, { authors: ['Ada'] }],
    [
      'a summary',
      { aiSummary: 'a\u0007b', keywords: ['\u202e', 'k'] },
      { aiSummary: 'a b', keywords: ['k'] },
    ],
    ['a category that is none', { category: '<b>' }, NO_CATEGORY],
    ['topics, which are ours to give', { topics: ['agents'] }, { topics: [] }],
    [
      'days before there was a page, and to come',
      { featuredOn: ['2099-01-01', '2026-03-05', '1999-12-31'] },
      { featuredOn: ['2026-03-05'] },
    ],
    ['a day of publication to come', { published: '2099-01-01' }, { published: '' }],
  ];
  for (const [what, facts, expected] of fields)
    it(`is held to the rules of the feed: ${what}`, () => {
      const paper = imported(madePaper(ID, facts));
      assert.equal(paper === undefined, expected === undefined);
      for (const [key, value] of Object.entries(expected ?? {}))
        assert.deepEqual(paper?.[key as keyof Paper], value, key);
    });

  it('leads to https pages only, whatever it says', () => {
    const text = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom('a', 'github.com', 'main', '..', 'https:'),
    );
    const url = text.map((end) => `https://${end}`);
    fc.assert(
      fc.property(
        fc.array(fc.record({ host: text, owner: text, name: text, ref: text, folder: text, url })),
        fc.array(fc.record({ kind: fc.constantFrom('page', 'project', 'arxiv'), url })),
        (given, told) => {
          const paper = imported({ ...madePaper(ID), repositories: given, links: told });
          for (const address of [...(paper?.repositories ?? []), ...(paper?.links ?? [])]) {
            const { protocol, username, password } = new URL(address.url);
            assert.deepEqual([protocol, username, password], ['https:', '', '']);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
