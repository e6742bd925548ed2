import assert from 'node:assert/strict';
import { readyApi } from './extension';

describe('exported API', () => {
  it('returns the papers of the bundled digest', async () => {
    const api = await readyApi();
    assert.ok(api.papers().length >= 86, `${api.papers().length} papers`);
    const paper = api.paper('2109.00859');
    assert.equal(
      paper?.title,
      'CodeT5: Identifier-aware Unified Pre-trained Encoder-Decoder Models for Code Understanding and Generation',
    );
    assert.equal(paper.published, '2021-09-02');
    assert.equal(paper.repositories[0]?.url, 'https://github.com/salesforce/CodeT5');
    assert.equal(api.paper('no such paper'), undefined);
  });

  it('gives every paper a topic', async () => {
    const api = await readyApi();
    assert.deepEqual(
      api.papers().filter(({ topics }) => topics.length === 0 || topics.length > 3),
      [],
    );
  });

  it('finds papers, best first, as many as asked for', async () => {
    const api = await readyApi();
    const hits = await api.search('identifier-aware code understanding', { limit: 3 });
    assert.equal(hits.length, 3);
    assert.equal(hits[0]?.paper.id, '2109.00859');
    assert.deepEqual(
      hits.map(({ score }) => score),
      hits.map(({ score }) => score).sort((a, b) => b - a),
    );
  });

  it('lists the newest for an empty query', async () => {
    const api = await readyApi();
    const hits = await api.search('', { limit: 5 });
    assert.deepEqual(
      hits.map(({ paper }) => paper.id),
      api
        .papers()
        .slice(0, 5)
        .map(({ id }) => id),
    );
  });

  it('stops a search whose signal is aborted', async () => {
    const api = await readyApi();
    await assert.rejects(api.search('vision', { signal: AbortSignal.abort() }), { name: 'AbortError' });
  });
});
