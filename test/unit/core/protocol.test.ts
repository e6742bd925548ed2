import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parsePageMessage, parsePanelState, listStep } from '../../../src/core/protocol';

describe('messages of the page', () => {
  const paperId = '2109.00859';
  const good: readonly Readonly<Record<string, unknown>>[] = [
    { type: 'ready', revision: 3 },
    { type: 'keep' },
    { type: 'search' },
    { type: 'refresh' },
    { type: 'step', by: -1 },
    { type: 'clone', paperId, repository: 'https://github.com/a/b' },
    { type: 'inspect', paperId, repository: 'https://github.com/a/b' },
    { type: 'copy', paperId, what: 'bibtex' },
    { type: 'copy', paperId, what: 'repository', repository: 'https://github.com/a/b' },
    { type: 'openFolder', paperId, folder: '/a/b', place: 'window' },
    { type: 'openText', paperId },
    { type: 'openNote', paperId },
    { type: 'openPaper', paperId, target: '1' },
    { type: 'showTopic', paperId, topic: 'vision' },
    { type: 'searchKeyword', paperId, keyword: 'scaling' },
  ];
  for (const message of good) {
    it(`reads ${JSON.stringify(message)}`, () => assert.deepEqual(parsePageMessage(message), message));
    it(`drops extra fields of ${JSON.stringify(message)}`, () =>
      assert.deepEqual(parsePageMessage({ ...message, command: 'workbench.action.quit' }), message));
    for (const field of Object.keys(message)) {
      it(`refuses ${JSON.stringify(message)} with a wrong ${field}`, () => {
        for (const wrong of [undefined, null, {}, [], ['x'], true, NaN, 'x'.repeat(5000)])
          assert.equal(parsePageMessage({ ...message, [field]: wrong })?.type, undefined);
      });
    }
  }

  const bad: readonly unknown[] = [
    undefined,
    null,
    'ready',
    7,
    [],
    [{ type: 'keep' }],
    {},
    { type: '__proto__' },
    { type: 'constructor', paperId },
    { type: 'step', by: 2 },
    { type: 'ready', revision: 1.5 },
    { type: 'copy', paperId, what: 'toString' },
    { type: 'copy', paperId, what: 'repository' },
    { type: 'openFolder', paperId, folder: '/a', place: 'terminal' },
    { type: 'command', paperId, command: 'x' },
    Object.create({ type: 'keep' }),
    JSON.parse('{"__proto__":{"type":"keep"}}'),
  ];
  for (const [at, message] of bad.entries()) {
    it(`refuses bad message ${at}`, () => assert.equal(parsePageMessage(message), undefined));
  }

  it('never throws, and what it reads is stable', () => {
    const types = fc.constantFrom('ready', 'clone', 'copy', 'openFolder', 'openPaper', 'step', 'keep', 'x');
    const message = fc.dictionary(
      fc.constantFrom(
        'type',
        'paperId',
        'repository',
        'what',
        'folder',
        'place',
        'by',
        'revision',
        '__proto__',
      ),
      fc.oneof(types, fc.anything()),
    );
    fc.assert(
      fc.property(message, (value) => {
        const read = parsePageMessage(value);
        if (read) assert.deepEqual(parsePageMessage(read), read);
      }),
    );
  });
});

describe('state of a panel', () => {
  const state = { paperId: '1', query: 'bert', list: ['1', '2'], preview: true };

  it('reads the state that the page stored', () =>
    assert.deepEqual(parsePanelState({ ...state, scroll: 12 }), state));
  it('fills what is missing', () =>
    assert.deepEqual(parsePanelState({ paperId: '1' }), {
      paperId: '1',
      query: '',
      list: [],
      preview: false,
    }));
  it('leaves out invalid ids', () =>
    assert.deepEqual(parsePanelState({ ...state, list: ['1', 2, null] })?.list, ['1']));
  for (const wrong of [undefined, null, 1, 'x', [], {}, { paperId: '' }, { paperId: 1 }]) {
    it(`refuses ${JSON.stringify(wrong)}`, () => assert.equal(parsePanelState(wrong), undefined));
  }

  it('keeps the part of a long list around the paper, short enough to be read again', () => {
    const long = Array.from({ length: 10_000 }, (_, at) => String(at));
    for (const id of ['0', '1', '999', '5000', '9998', '9999', 'absent']) {
      const list = listStep(long, id);
      assert.equal(parsePanelState({ ...state, paperId: id, list })?.list.length, 2000);
      if (id === 'absent') continue;
      assert.ok(list.includes(id));
      assert.equal(list.includes(String(Number(id) + 1)), Number(id) < 9999);
      assert.equal(list.includes(String(Number(id) - 1)), Number(id) > 0);
    }
  });
});
