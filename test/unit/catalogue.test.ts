import assert from 'node:assert/strict';
import type { Paper } from '../../src/core/paper';
import { readTopics } from '../../src/core/topics';
import { Catalogue } from '../../src/library/catalogue';
import { Emitter } from '../../src/library/emitter';
import { Library } from '../../src/library/library';
import { SearchIndex } from '../../src/library/searchIndex';
import { silentLog } from '../support/log';
import { madePaper } from '../support/papers';

const { topics } = readTopics({ topics: [{ id: 'code', label: 'Code', icon: 'code', terms: { code: 3 } }] });

/** A catalogue over papers that the test holds. */
function catalogueOf(read: () => readonly Paper[]): {
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
      topics: () => topics,
      assign: (index) =>
        Promise.resolve(
          new Map(
            index.search({ text: '', clauses: [], sort: 'date' }).map(({ paper }) => [paper.id, ['code']]),
          ),
        ),
      onDidChange: topicsChanged.event,
    },
    facts: {},
    log: silentLog,
  });
  return { catalogue, library, topicsChanged, reads: () => reads };
}

const papers = [
  madePaper('2401.00001', { title: 'Tokens', published: '2024-01-01' }),
  madePaper('2401.00002', { title: 'Graphs', published: '2024-01-02' }),
];

describe('the catalogue', () => {
  it('reads nothing before the first question', () => {
    const { catalogue, reads } = catalogueOf(() => papers);
    assert.equal(catalogue.status.kind, 'idle');
    assert.deepEqual(catalogue.papers(), []);
    assert.equal(reads(), 0);
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
      (await catalogue.search('tokens')).map(({ paper }) => paper.title),
      ['Tokens'],
    );
  });

  it('reads once, however many ask, even those who ask when they hear of the loading', async () => {
    const { catalogue, reads } = catalogueOf(() => papers);
    const answers: Promise<unknown>[] = [];
    catalogue.onDidChange(() => answers.push(catalogue.search('graphs')));
    await Promise.all([catalogue.search('tokens'), catalogue.ready, catalogue.related('2401.00001', 3)]);
    assert.ok(answers.length > 0);
    await Promise.all(answers);
    assert.equal(reads(), 1);
  });

  it('says why it has no papers, rejects searches, and does not throw', async () => {
    const { catalogue } = catalogueOf(() => {
      throw new Error('The digest is gone.');
    });
    await catalogue.ready;
    assert.deepEqual(catalogue.status, { kind: 'failed', message: 'The digest is gone.' });
    await assert.rejects(catalogue.search('x'), /digest is gone/);
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

  it('drops an answer that nobody wants any more', async () => {
    const { catalogue } = catalogueOf(() => papers);
    const controller = new AbortController();
    const answer = catalogue.search('tokens', { signal: controller.signal });
    controller.abort();
    await assert.rejects(answer, { name: 'AbortError' });
  });

  it('is quiet once it is disposed', async () => {
    const { catalogue } = catalogueOf(() => papers);
    const { ready } = catalogue;
    let heard = 0;
    catalogue.onDidChange(() => heard++);
    catalogue.dispose();
    await ready;
    assert.equal(heard, 0);
  });
});
