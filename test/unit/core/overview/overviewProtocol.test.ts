import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import fc from 'fast-check';
import {
  parseOverviewHostMessage,
  parseOverviewMessage,
  parseOverviewState,
} from '../../../../src/core/overview/overviewProtocol';

describe('messages of an overview', () => {
  const good: readonly Readonly<Record<string, unknown>>[] = [
    { type: 'ready', revision: 3 },
    { type: 'setQuery', query: 'agents has:code' },
    { type: 'setUnit', unit: 'year' },
    { type: 'showPapers', period: '2023-05', part: 'topic:code' },
    { type: 'export', format: 'svg' },
    { type: 'refresh' },
  ];
  for (const message of good) {
    it(`are read: ${JSON.stringify(message)}`, () =>
      assert.deepEqual(parseOverviewMessage(message), message));
    it(`are read without extra fields: ${JSON.stringify(message)}`, () =>
      assert.deepEqual(parseOverviewMessage({ ...message, command: 'workbench.action.quit' }), message));
    for (const field of Object.keys(message))
      it(`are refused with a wrong ${field}: ${JSON.stringify(message)}`, () => {
        for (const wrong of [undefined, null, {}, ['x'], true, NaN, 'x'.repeat(5000)])
          assert.equal(parseOverviewMessage({ ...message, [field]: wrong }), undefined);
      });
  }

  it('of any other kind are refused', () =>
    fc.assert(fc.property(fc.anything(), (value) => parseOverviewMessage(value) === undefined)));

  it('from the host are read, and refused with a region that no page has', () => {
    const show = {
      type: 'show',
      revision: 1,
      state: { query: '', unit: 'month' },
      regions: [{ name: 'table', html: '<p>' }],
    };
    assert.deepEqual(parseOverviewHostMessage(show), show);
    assert.equal(parseOverviewHostMessage({ ...show, regions: [{ name: 'body', html: '' }] }), undefined);
    assert.equal(parseOverviewHostMessage({ type: 'announce' }), undefined);
  });
});

describe('state of an overview', () => {
  for (const [saved, wanted] of [
    [
      { query: 'agents', unit: 'year', extra: 1 },
      { query: 'agents', unit: 'year' },
    ],
    [
      { query: 7, unit: 'week' },
      { query: '', unit: 'month' },
    ],
    [{ query: 'x'.repeat(3000) }, { query: '', unit: 'month' }],
    [undefined, { query: '', unit: 'month' }],
    ['agents', { query: '', unit: 'month' }],
    [['agents'], { query: '', unit: 'month' }],
  ] as const)
    it(`is read from ${inspect(saved).slice(0, 60)}`, () =>
      assert.deepEqual(parseOverviewState(saved), wanted));
});
