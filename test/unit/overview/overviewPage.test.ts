import assert from 'node:assert/strict';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { overviewCsv, overviewSvg } from '../../../src/overview/exportFormats';
import { overviewRegions, overviewTitle, summaryText } from '../../../src/overview/page/overviewPage';
import type { OverviewView } from '../../../src/overview/page/overviewView';
import { HOSTILE } from '../../support/hostile';
import { countedPapers, overviewOf } from '../../support/overviewPage';

const htmlOf = (view: OverviewView): string =>
  overviewRegions(view)
    .map(({ html }) => html)
    .join('');

const countsOf = ({ content }: OverviewView) => {
  assert.ok(content.kind === 'counts');
  return content.overview;
};

describe('page of an overview', () => {
  const papers = countedPapers(500, 1);
  const view = overviewOf(papers);

  it('says how many papers there are, and of which months', () =>
    assert.match(
      summaryText(view),
      /^500 papers, \d\d% of them with code\. The charts show .* 2023 to .* 2026\.$/,
    ));

  it('is named after its query', () => {
    assert.equal(overviewTitle(view), 'Overview');
    assert.equal(overviewTitle(overviewOf(papers, { query: ' agents ', unit: 'month' })), 'Overview: agents');
  });

  it('has a bar and a button for each number that is not 0', () => {
    const { periods } = countsOf(view);
    const numbers = periods.flatMap(({ byTopic }) => byTopic).filter((count) => count > 0);
    const [, charts] = overviewRegions(view);
    const [topics = ''] = (charts?.html ?? '').split('Papers per month');
    assert.equal(topics.match(/<rect [^>]*data-part="(?:topic:|other)/g)?.length, numbers.length);
  });

  for (const [name, state, text, way] of [
    ['an empty library', { query: '', unit: 'month' }, 'There are no papers yet.', 'Get New Papers'],
    [
      'a query without papers',
      { query: 'x', unit: 'year' },
      'No paper matches this query.',
      'Show Whole Library',
    ],
  ] as const)
    it(`offers a way out of ${name}`, () => {
      const html = htmlOf(overviewOf([], state));
      assert.match(html, new RegExp(`${text}.*${way}`, 's'));
      assert.doesNotMatch(html, /<table|<figure/);
    });

  it('says that the papers could not be counted', () =>
    assert.match(htmlOf({ ...view, content: { kind: 'failed' } }), /could not be counted/));

  it('shows a table without charts if no paper has a date', () => {
    const html = htmlOf(overviewOf([{ published: '', topics: [], repositories: [] }]));
    assert.match(html, /<table/);
    assert.match(html, /Without a date/);
    assert.doesNotMatch(html, /<figure/);
  });

  it('makes no button for numbers that no search finds', () => {
    const html = htmlOf(
      overviewOf(papers, { query: HOSTILE.map((_, at) => `-w${at}`).join(' '), unit: 'year' }),
    );
    assert.match(html, /data-period="2024"/);
    assert.doesNotMatch(html, /<tr data-period="2024">.*?<button/);
  });

  it('treats hostile labels as text', () => {
    for (const text of HOSTILE) {
      const html = htmlOf({ ...view, topicLabel: () => text });
      assert.doesNotMatch(html, /<(?:script|img|iframe|a|style)\b/i, text);
    }
  });
});

describe('export of an overview', () => {
  const view = overviewOf([
    ...countedPapers(60, 2),
    { published: '1998-01-01', topics: ['code'], repositories: [] },
    { published: '', topics: [], repositories: [] },
  ]);
  const overview = countsOf(view);

  it('as CSV has a line for each period, the oldest first, and the sums last', () => {
    const lines = overviewCsv(overview, view).split('\r\n');
    assert.match(lines[0] ?? '', /^Published,Papers,With code,Language Models,/);
    assert.equal(lines.at(-1), '');
    const first = lines.slice(1, -1).map((line) => line.split(',')[0]);
    assert.deepEqual(first, [
      'Without a date',
      'Earlier',
      ...overview.periods.map(({ period }) => period),
      'All',
    ]);
    const papers = lines.slice(1, -2).map((line) => Number(line.split(',')[1]));
    assert.equal(
      papers.reduce((sum, count) => sum + count),
      62,
    );
  });

  it('as CSV quotes cells and lets no label become a formula', () => {
    const csv = overviewCsv(overview, { ...view, topicLabel: () => '=a,"b"' });
    assert.match(csv, /,"'=a,""b""",/);
  });

  it('as SVG is a document with the bars of all charts and their legend', () => {
    const svg = overviewSvg(overview, view);
    assert.equal(XMLValidator.validate(svg), true);
    const { svg: root } = new XMLParser({ ignoreAttributes: false }).parse(svg) as {
      svg: { title: unknown };
    };
    assert.deepEqual(root.title, { '#text': 'Overview', '@_id': 'title' });
    assert.ok((svg.match(/<rect class="bar|<rect [^>]*fill="url/g) ?? []).length > 100);
    // An exported picture has a fixed size and no theme colours.
    assert.doesNotMatch(svg, /%"|--vscode/);
  });

  it('as SVG keeps hostile labels text', () => {
    for (const text of HOSTILE) {
      const svg = overviewSvg(overview, { ...view, topicLabel: () => text });
      assert.equal(XMLValidator.validate(svg), true, text);
      assert.doesNotMatch(svg, /<script|<a\b|<foreignObject/i, text);
    }
  });
});
