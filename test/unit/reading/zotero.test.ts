import assert from 'node:assert/strict';
import { references } from '../../../src/core/citation/reference';
import { zoteroItem } from '../../../src/core/citation/zoteroItem';
import { sendToZotero, type ZoteroOutcome } from '../../../src/reading/zotero';
import { madePaper } from '../../support/papers';
import { startZoteroServer, type ZoteroAnswers } from '../../support/zotero-server';

const PAPERS = [
  madePaper('2109.00859', { topics: ['code'], keywords: ['models'], authors: ['Yue Wang', 'OpenAI'] }),
  madePaper('not-on-arxiv', { authors: [] }),
];
const ITEMS = references(PAPERS, (id) => id).map(zoteroItem);
const URI = 'https://arxiv.org/abs/2109.00859';

describe('sending to Zotero', () => {
  it('saves all papers in one session, in the form of the connector', async () => {
    const zotero = await startZoteroServer({ version: '8.0.1' });
    try {
      assert.deepEqual(await sendToZotero(ITEMS, URI, zotero.address), { kind: 'saved' });
      assert.deepEqual(await sendToZotero(ITEMS, URI, zotero.address), { kind: 'saved' });
      const [first, second] = zotero.saved;
      assert.ok(first && second && zotero.saved.length === 2);
      assert.equal(first.uri, URI);
      assert.deepEqual(first.items, JSON.parse(JSON.stringify(ITEMS)));
      assert.notEqual(first.sessionID, second.sessionID, 'Zotero refuses a session that it knows');
    } finally {
      await zotero.close();
    }
  });

  const rows: readonly (readonly [string, ZoteroAnswers, ZoteroOutcome])[] = [
    ['a Zotero without preprints', { version: '5.0.96' }, { kind: 'tooOld', version: '5.0.96' }],
    ['a Zotero without the request', { version: '7.0.1', save: 404 }, { kind: 'tooOld', version: '7.0.1' }],
    ['another protocol', { version: '9.0', save: 412 }, { kind: 'tooOld', version: '9.0' }],
    ['a version that is not given', {}, { kind: 'saved' }],
    ['another program at the port', { ping: 404 }, { kind: 'notZotero' }],
    ['an error of another program', { ping: 500 }, { kind: 'notZotero' }],
    [
      'a read-only library',
      { version: '7.0', save: 500, body: '{"libraryEditable": false}' },
      { kind: 'readOnly' },
    ],
    ['an error', { version: '7.0', save: 500, body: 'oops' }, { kind: 'failed', why: 'HTTP 500' }],
  ];
  for (const [name, answers, outcome] of rows)
    it(`reports ${name} as ${outcome.kind}`, async () => {
      const zotero = await startZoteroServer(answers);
      try {
        assert.deepEqual(await sendToZotero(ITEMS, URI, zotero.address), outcome);
      } finally {
        await zotero.close();
      }
    });

  it('reports a Zotero that is not running', async () => {
    const zotero = await startZoteroServer();
    await zotero.close();
    assert.deepEqual(await sendToZotero(ITEMS, URI, zotero.address), { kind: 'notRunning' });
  });
});
