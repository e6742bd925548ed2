import assert from 'node:assert/strict';
import { parseQuery } from '../../../src/core/query/parseQuery';
import type { Paper } from '../../../src/core/paper/paper';
import { parseTopics } from '../../../src/core/topics/topics';
import { Catalogue, type CatalogueDeps } from '../../../src/library/catalogue';
import { Emitter } from '../../../src/emitter';
import { Library } from '../../../src/library/library';
import { SearchIndex } from '../../../src/library/searchIndex/searchIndex';
import { typedPrefixes } from '../../bench/typed';
import { Random } from '../../eval/random';
import { generatedPapers } from '../../support/generatedPapers';
import { silentLog } from '../../support/log';
import { madePaper } from '../../support/papers';

const { topics } = parseTopics({ topics: [{ id: 'code', label: 'Code', icon: 'code', terms: { code: 3 } }] });

/** Creates a catalogue over the test's papers. Topics wait for `assigning`. */
function catalogueOf(
  read: () => readonly Paper[],
  assigning: () => Promise<void> = () => Promise.resolve(),
  more: Partial<Pick<CatalogueDeps, 'facts' | 'index' | 'notes' | 'texts' | 'found'>> = {},
): {
  catalogue: Catalogue;
  library: Library;
  topicsChanged: Emitter<void>;
  reads: () => number;
} {
  let reads = 0;
  const library = new Library({
    readBundled: () => {
      reads++;
      return Promise.resolve({ papers: read(), problems: [] });
    },
    log: silentLog,
  });
  const topicsChanged = new Emitter<void>();
  const catalogue = new Catalogue({
    library,
    index: new SearchIndex(),
    topics: {
      problems: () => [],
      topics: () => topics,
      assign: async (index) => {
        await assigning();
        return new Map(
          index.search({ text: '', clauses: [], sort: 'date' }).map(({ paper }) => [paper.id, ['code']]),
        );
      },
      onDidChange: topicsChanged.event,
    },
    facts: {},
    log: silentLog,
    ...more,
  });
  return { catalogue, library, topicsChanged, reads: () => reads };
}

const papers = [
  madePaper('2401.00001', { title: 'Tokens', published: '2024-01-01' }),
  madePaper('2401.00002', { title: 'Graphs', published: '2024-01-02' }),
];

describe('the catalogue', () => {
  it('reads nothing before the first request', () => {
    const { catalogue, reads } = catalogueOf(() => papers);
    assert.equal(catalogue.status.kind, 'idle');
    assert.deepEqual(catalogue.papers(), []);
    assert.equal(reads(), 0);
  });

  it('shows a paper that was only found elsewhere, but does not list it', async () => {
    const other = madePaper('2401.00003', { title: 'Elsewhere' });
    const own = madePaper('2401.00001', { title: 'Older tokens' });
    const found = new Map([other, own].map((paper) => [paper.id, paper]));
    const { catalogue } = catalogueOf(() => papers, undefined, { found: { paper: (id) => found.get(id) } });
    await catalogue.ready;
    assert.equal(catalogue.paper(other.id), other);
    assert.equal(catalogue.paper(own.id)?.title, 'Tokens');
    assert.deepEqual(
      [catalogue.has(own.id), catalogue.has(other.id), catalogue.papers().length],
      [true, false, 2],
    );
  });

  it('finds a paper by its slug until and after it has its arXiv id', async () => {
    const saved = madePaper('tokens', { title: 'Tokens' });
    const joined: (string | undefined)[] = [];
    const kept = { imported: [saved], stored: [] as Paper[], problems: [] };
    const library = new Library({
      readBundled: () => Promise.resolve({ papers: [], problems: [] }),
      readKept: () => Promise.resolve(kept),
      log: silentLog,
    });
    const topicSource = {
      problems: () => [],
      topics: () => topics,
      assign: () => Promise.resolve(new Map<string, string[]>()),
      onDidChange: new Emitter<void>().event,
    };
    const index = new SearchIndex();
    const catalogue = new Catalogue({ library, index, topics: topicSource, facts: {}, log: silentLog });
    await catalogue.ready;
    library.onDidChange(() => joined.push(catalogue.paper('tokens')?.id));
    kept.stored = [madePaper('2401.00001', { title: 'Tokens' })];
    const filed = new Promise<void>((resolve) => catalogue.onDidChange(resolve));
    await library.reload();
    await filed;
    joined.push(catalogue.paper('tokens')?.id);
    assert.deepEqual(joined, ['tokens', '2401.00001']);
  });

  it('reads the notes before the first search in them, and not for other searches', async () => {
    let reads = 0;
    const known = new Set<string>();
    const notes = {
      get ready() {
        reads++;
        known.add('2401.00001');
        return Promise.resolve();
      },
    };
    const { catalogue } = catalogueOf(() => papers, undefined, {
      notes,
      facts: { noteOf: (id: string) => (known.has(id) ? { tags: [], words: '' } : undefined) },
    });
    await catalogue.search(parseQuery('tokens'));
    assert.equal(reads, 0);
    for (const query of ['has:note', '-tag:x', 'note:x']) await catalogue.search(parseQuery(query));
    assert.equal(reads, 3);
    assert.equal((await catalogue.search(parseQuery('has:note'))).length, 1);
  });

  const waiting: readonly (readonly [query: string, waits: boolean])[] = [
    ['tokens', false],
    ['"tokens"', false],
    ['author:lecun', false],
    ['title:tokens is:unread 2024', false],
    ['pre-training', false],
    ['text:"weight decay"', false],
    ['-topic:"vision and language" tokens', false],
    ['tag:"to read"', false],
    ['-pre-training', true],
    ['title:pre-training', true],
    ['"graph tokens"', true],
    ['title:"graph tokens"', true],
    ['-"pre-training"', true],
    ['author:"Yann LeCun"', true],
    ['author:LeCun,Yann', true],
  ];
  for (const [query, waits] of waiting)
    it(`${waits ? 'reads the word order before' : 'does not wait for the word order for'} ${query}`, async () => {
      const read: (() => void)[] = [];
      class SlowIndex extends SearchIndex {
        override wordOrderRead(): Promise<void> {
          return new Promise((resolve) => read.push(resolve));
        }
      }
      const { catalogue } = catalogueOf(() => papers, undefined, { index: new SlowIndex() });
      await catalogue.ready;
      const order: string[] = [];
      const answer = catalogue.search(parseQuery(query), { early: true }).then(() => order.push('answered'));
      if (waits) {
        while (read.length === 0) await new Promise(setImmediate);
        for (let turns = 0; turns < 20; turns += 1) await new Promise(setImmediate);
        order.push('read');
        read[0]?.();
      }
      await answer;
      assert.deepEqual(order, waits ? ['read', 'answered'] : ['answered']);
      assert.equal(read.length, waits ? 1 : 0);
    });

  describe('with kept texts', () => {
    const words: readonly (readonly [
      word: string,
      scores: readonly (readonly [id: string, score: number])[],
    ])[] = [
      [
        'dropout',
        [
          ['2401.00001', 3],
          ['2401.00002', 1],
          ['9999.00001', 9],
        ],
      ],
      ['decay', [['2401.00002', 5]]],
    ];
    let refreshed = 0;
    const texts = {
      size: 3,
      refresh: () => {
        refreshed++;
        return Promise.resolve();
      },
      inTexts: ({ text }: { readonly text: string }) =>
        new Map(words.find(([word]) => word === text)?.[1] ?? []),
    };
    const idsOf = async (catalogue: Catalogue, query: string): Promise<string[]> =>
      (await catalogue.search(parseQuery(query))).map(({ paper }) => paper.id.slice(-1));

    it('filters by their words, alone and with everything else', async () => {
      const { catalogue } = catalogueOf(() => papers, undefined, { texts });
      for (const [query, ids] of [
        ['text:dropout ', ['1', '2']],
        ['text:decay ', ['2']],
        ['text:dropout text:decay ', ['2']],
        ['text:dropout -text:decay ', ['1']],
        ['-text:decay ', ['1']],
        ['text:quokka ', []],
        ['text:dropout graphs ', ['2']],
        ['text:dropout title:graphs ', ['2']],
        ['text:dropout before:2024-01-02 ', ['1']],
        ['text:dropout sort:date ', ['2', '1']],
        ['text:dropout topic:code ', ['1', '2']],
      ] as const)
        assert.deepEqual(await idsOf(catalogue, query), ids, query);
      const scoreOf = async (query: string): Promise<number | undefined> =>
        (await catalogue.search(parseQuery(query))).find(({ paper }) => paper.id === '2401.00002')?.score;
      assert.equal(await scoreOf('graphs text:decay '), await scoreOf('graphs '));
      assert.deepEqual(
        [...(await catalogue.findAmong(parseQuery('text:decay'), new Set(['2401.00001', '2401.00002'])))],
        ['2401.00002'],
      );
      assert.equal((await catalogue.search(parseQuery('text:dropout'), { limit: 1 })).length, 1);
    });

    it('finds and ranks papers by all other words as without them, and does not read them', async () => {
      const many = generatedPapers(400, 11, 20);
      const scores = new Map(many.map(({ id }, i) => [id, i]));
      const plain = catalogueOf(() => many).catalogue;
      const { catalogue } = catalogueOf(() => many, undefined, {
        texts: { ...texts, inTexts: () => scores },
      });
      refreshed = 0;
      for (const query of typedPrefixes(many, 150, new Random(5))) {
        const [one, other] = await Promise.all(
          [plain, catalogue].map(async (from) =>
            (await from.search(parseQuery(query), { limit: 50 })).map(({ paper, score }) => [
              paper.id,
              score,
            ]),
          ),
        );
        assert.deepEqual(other, one, query);
      }
      assert.equal(refreshed, 0);
    });

    it('waits for them, and while the user types only for the first', async () => {
      const never = new Promise<void>(() => undefined);
      const { catalogue } = catalogueOf(() => papers, undefined, {
        texts: { ...texts, refresh: () => never },
      });
      assert.equal((await catalogue.search(parseQuery('text:dropout'), { early: true })).length, 2);
      const whole = catalogue.search(parseQuery('text:dropout')).then(() => 'answered');
      assert.equal(
        await Promise.race([whole, new Promise((done) => setTimeout(done, 50, 'waiting'))]),
        'waiting',
      );
    });
  });

  it('has papers with topics, newest first, once it is ready', async () => {
    const { catalogue } = catalogueOf(() => papers);
    await catalogue.ready;
    assert.deepEqual(
      catalogue.papers().map(({ id, topics: own }) => [id, ...own]),
      [
        ['2401.00002', 'code'],
        ['2401.00001', 'code'],
      ],
    );
    assert.equal(catalogue.paper('2401.00001')?.title, 'Tokens');
    assert.equal(catalogue.paper('__proto__'), undefined);
    assert.deepEqual(
      (await catalogue.search(parseQuery('tokens'))).map(({ paper }) => paper.title),
      ['Tokens'],
    );
  });

  it('reads once for all callers, including listeners that are called while it loads', async () => {
    const { catalogue, reads } = catalogueOf(() => papers);
    const answers: Promise<unknown>[] = [];
    catalogue.onDidChange(() => answers.push(catalogue.search(parseQuery('graphs'))));
    await Promise.all([
      catalogue.search(parseQuery('tokens')),
      catalogue.ready,
      catalogue.related('2401.00001', 3),
    ]);
    assert.ok(answers.length > 0);
    await Promise.all(answers);
    assert.equal(reads(), 1);
  });

  it('reports why it has no papers, rejects searches, and does not throw', async () => {
    const { catalogue } = catalogueOf(() => {
      throw new Error('The digest is gone.');
    });
    await catalogue.ready;
    assert.deepEqual(catalogue.status, { kind: 'failed', message: 'The digest is gone.' });
    await assert.rejects(catalogue.search(parseQuery('x')), /digest is gone/);
  });

  it('opens when papers are added to a library that had none', async () => {
    let lost = true;
    const { catalogue, library } = catalogueOf(() => {
      if (lost) throw new Error('The digest is gone.');
      return papers;
    });
    await catalogue.ready;
    assert.equal(catalogue.status.kind, 'failed');
    lost = false;
    const ready = new Promise<void>((resolve) =>
      catalogue.onDidChange(() => catalogue.status.kind === 'ready' && resolve()),
    );
    await library.reload();
    await ready;
    assert.equal((await catalogue.search(parseQuery('tokens'))).length, 1);
  });

  it('gives new topics when they change, and keeps the objects of papers that did not', async () => {
    const { catalogue, topicsChanged } = catalogueOf(() => papers);
    await catalogue.ready;
    const before = catalogue.paper('2401.00001');
    const changed = new Promise((resolve) => catalogue.onDidChange(() => resolve(undefined)));
    topicsChanged.fire();
    await changed;
    assert.equal(catalogue.paper('2401.00001'), before);
  });

  it('answers queries without topics early, others when topics are assigned', async () => {
    let assigned = (): void => undefined;
    const waiting = new Promise<void>((resolve) => (assigned = resolve));
    const { catalogue } = catalogueOf(
      () => papers,
      () => waiting,
    );
    const order: string[] = [];
    const note = async (what: string, query: string, early: boolean): Promise<void> => {
      const hits = await catalogue.search(parseQuery(query), { early });
      order.push(`${what} ${hits.map(({ paper }) => [paper.title, ...paper.topics].join(' ')).join(', ')}`);
    };
    const late = [note('patient', 'tokens', false), note('topic', 'tokens topic:code', true)];
    await note('early', 'tokens', true);
    assert.equal(catalogue.status.kind, 'loading');
    assert.deepEqual(order, ['early Tokens']);
    assigned();
    await Promise.all(late);
    assert.deepEqual(order.slice(1).sort(), ['patient Tokens code', 'topic Tokens code']);
  });

  it('reports early searches, too, why it has no papers', async () => {
    const { catalogue } = catalogueOf(() => {
      throw new Error('The digest is gone.');
    });
    await assert.rejects(catalogue.search(parseQuery('x'), { early: true }), /digest is gone/);
  });

  it('finds papers by their topics while topics are assigned again', async () => {
    let assigning = Promise.resolve();
    let held: readonly Paper[] = papers.slice(0, 1);
    const { catalogue, topicsChanged } = catalogueOf(
      () => held,
      () => assigning,
    );
    await catalogue.ready;
    let assigned = (): void => undefined;
    let asked = false;
    assigning = new Promise<void>((resolve) => (assigned = resolve)).then(() => void (asked = true));
    held = papers;
    const changed = new Promise<void>((resolve) => catalogue.onDidChange(resolve));
    topicsChanged.fire();
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    assert.equal(asked, false, 'the papers are being filed');
    assert.equal((await catalogue.search(parseQuery('topic:code'))).length, 1);
    assigned();
    await changed;
    assert.equal((await catalogue.search(parseQuery('topic:code'))).length, 1);
  });

  it('drops the answer to an aborted search', async () => {
    const { catalogue } = catalogueOf(() => papers);
    const controller = new AbortController();
    const answer = catalogue.search(parseQuery('tokens'), { signal: controller.signal });
    controller.abort();
    await assert.rejects(answer, { name: 'AbortError' });
  });

  it('fires no events once disposed', async () => {
    const { catalogue } = catalogueOf(() => papers);
    const { ready } = catalogue;
    let heard = 0;
    catalogue.onDidChange(() => heard++);
    catalogue.dispose();
    await ready;
    assert.equal(heard, 0);
  });
});
