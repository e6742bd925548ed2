import assert from 'node:assert/strict';
import { paperWithTabTitle, TabTitles } from '../../../src/panel/tabTitles';
import { madePaper } from '../../support/papers';

const code = madePaper('1', { title: 'CodeT5: Identifier-aware models' });
const other = madePaper('2', { title: 'CodeT5: Another paper of that name' });

/** The state of a workspace that survives a reload, as JSON. */
class Memory {
  stored = '{}';
  readonly keys = () => [];
  get(key: string): unknown {
    return (JSON.parse(this.stored) as Record<string, unknown>)[key];
  }
  update(key: string, value: unknown): Promise<void> {
    this.stored = JSON.stringify({ ...(JSON.parse(this.stored) as object), [key]: value });
    return Promise.resolve();
  }
}

const opened = (memory: Memory): TabTitles => new TabTitles(memory as never);

describe('titles of tabs', () => {
  it('are short, and lead back to their papers after a reload', () => {
    const memory = new Memory();
    const titles = opened(memory);
    assert.equal(titles.titleFor(code, '', new Set()), 'CodeT5');
    assert.deepEqual(opened(memory).paperOf('CodeT5'), { paperId: '1', title: code.title });
    assert.equal(opened(memory).paperOf('BERT'), undefined);
  });

  it('are whole where another tab has the short one', () => {
    const memory = new Memory();
    const titles = opened(memory);
    const first = titles.titleFor(code, '', new Set());
    const second = titles.titleFor(other, '', new Set([first]));
    assert.equal(second, other.title);
    assert.equal(opened(memory).paperOf(first)?.paperId, '1');
    assert.equal(opened(memory).paperOf(second)?.paperId, '2');
  });

  it('stay as they are while they suit the paper', () => {
    const titles = opened(new Memory());
    // After a reload, the other tab may not be restored yet.
    assert.equal(titles.titleFor(other, other.title, new Set()), other.title);
    assert.equal(titles.titleFor(code, 'CodeT5', new Set(['CodeT5'])), 'CodeT5');
    assert.equal(titles.titleFor(code, other.title, new Set()), 'CodeT5');
  });

  it('forget the oldest of too many', () => {
    const memory = new Memory();
    const titles = opened(memory);
    for (let n = 0; n <= 200; n += 1)
      titles.titleFor(madePaper(`${n}`, { title: `Paper ${n}` }), '', new Set());
    assert.equal(opened(memory).paperOf('Paper 0'), undefined);
    assert.equal(opened(memory).paperOf('Paper 200')?.paperId, '200');
  });

  it('survive anything that is stored in their place', () => {
    for (const stored of [null, 7, 'x', {}, [1, null, ['a'], ['a', 'b', 3]], [['CodeT5', '1', 'whole']]]) {
      const memory = new Memory();
      void memory.update('papers.tabTitles', stored);
      assert.equal(opened(memory).paperOf('a'), undefined);
      assert.equal(opened(memory).titleFor(code, '', new Set()), 'CodeT5');
    }
  });

  it('find a paper of the library by its whole title, or by a short one that no other has', () => {
    const bert = madePaper('3', { title: 'BERT: Pre-training' });
    const papers = [code, other, bert];
    assert.equal(paperWithTabTitle(papers, other.title), other);
    assert.equal(paperWithTabTitle(papers, 'BERT'), bert);
    assert.equal(paperWithTabTitle(papers, 'CodeT5'), undefined);
    assert.equal(paperWithTabTitle(papers, 'absent'), undefined);
  });
});
