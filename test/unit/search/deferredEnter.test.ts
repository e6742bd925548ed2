import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { DeferredEnterList, type ListView } from '../../../src/search/deferredEnter';

interface Row {
  readonly name: string;
  readonly suggestion?: boolean;
}

/**
 * The connection between the extension and the visible list. Messages arrive in order when the test says so.
 */
class Wire {
  readonly #waiting: (() => void)[] = [];

  send(message: () => void): void {
    this.#waiting.push(message);
  }

  deliver(count = Infinity): void {
    for (let i = 0; i < count; i++) {
      const message = this.#waiting.shift();
      if (message === undefined) return;
      message();
    }
  }
}

/**
 * A search box as in VS Code, with the list in another process. Rows are sent there, and events come back
 * with a row's position only, which the extension's side looks up in the most recently sent rows.
 */
class Box implements ListView<Row> {
  readonly down = new Wire();
  readonly up = new Wire();
  readonly acted: string[] = [];
  readonly list = new DeferredEnterList<Row>(this, {
    key: ({ name }) => name,
    isAnswer: ({ suggestion }) => suggestion !== true,
    act: ({ name }, button) => this.acted.push(button === undefined ? name : `${name} button ${button}`),
  });
  /** On the extension's side. */
  #rows: readonly Row[] = [];
  /** On the user's side. */
  shown: readonly Row[] = [];
  focused = -1;

  show(rows: readonly Row[], active: Row | undefined, onShown: () => void): void {
    this.#rows = rows;
    const position = active === undefined ? -1 : rows.indexOf(active);
    this.down.send(() => {
      this.shown = rows;
      this.focused = position;
      if (position > 0) this.#report(position);
      this.up.send(onShown);
    });
  }

  /** The user types: VS Code focuses the first listed row, then reports the text. */
  type(): void {
    if (this.shown.length > 0) this.move(0);
    this.up.send(() => this.list.startQuery());
  }

  /** The user moves the focus. */
  move(position: number): void {
    this.focused = position;
    this.#report(position);
  }

  enter(): void {
    this.up.send(() => this.list.accept());
  }

  press(position: number, button: number): void {
    this.up.send(() => {
      const row = this.#rows[position];
      if (row) this.list.press(row, button);
    });
  }

  /** The extension finds rows. */
  answer(...names: string[]): void {
    this.#answer(names, true);
  }

  /** The extension finds rows while the library is loading. */
  early(...names: string[]): void {
    this.#answer(names, false);
  }

  #answer(names: readonly string[], final: boolean): void {
    const rows = names.map((name): Row => ({ name, suggestion: name.startsWith('?') }));
    this.list.answer(rows, rows.find(({ suggestion }) => suggestion !== true) ?? rows[0], final);
  }

  /** Delivers all messages. */
  async settle(): Promise<void> {
    for (let i = 0; i < 4; i++) {
      this.down.deliver();
      this.up.deliver();
      await turn();
    }
  }

  #report(position: number): void {
    this.up.send(() => this.list.focus(this.#rows[position]));
  }
}

describe('a list that answers while the user types', () => {
  let box: Box;
  beforeEach(() => {
    box = new Box();
    box.list.startQuery();
  });

  /** Returns the box after an answer that the user sees. */
  async function listing(...names: string[]): Promise<void> {
    box.answer(...names);
    await box.settle();
  }

  it('acts on the first answer, or on the row that the user moved to', async () => {
    await listing('a', 'b');
    box.enter();
    box.move(1);
    box.enter();
    await box.settle();
    assert.deepEqual(box.acted, ['a', 'b']);
  });

  it('acts on the row that was clicked when the news of the list and the click arrive together', async () => {
    await listing('older', 'oldest');
    box.answer('new', 'older', 'oldest');
    box.down.deliver();
    box.move(1);
    box.enter();
    box.move(0);
    box.enter();
    box.up.deliver();
    assert.deepEqual(box.acted, ['older', 'new']);
    await box.settle();
    assert.deepEqual(box.acted, ['older', 'new']);
  });

  it('acts on a suggestion only when the user moved to it', async () => {
    await listing('?s', 'a');
    box.enter();
    await box.settle();
    box.move(0);
    box.enter();
    await box.settle();
    assert.deepEqual(box.acted, ['a', '?s']);
  });

  it('holds Enter on first use until there is an answer', async () => {
    box.enter();
    await box.settle();
    assert.deepEqual(box.acted, []);
    box.answer('a');
    assert.deepEqual(box.acted, ['a']);
    await box.settle();
    assert.deepEqual(box.acted, ['a']);
  });

  it('holds Enter while the library loads, until all of it is searched', async () => {
    box.enter();
    await box.settle();
    box.early('?open on arXiv');
    await box.settle();
    box.early('?open on arXiv', 'some');
    await box.settle();
    assert.deepEqual(box.acted, []);
    box.answer('pasted', 'some');
    await box.settle();
    assert.deepEqual(box.acted, ['pasted']);
  });

  it('acts on a paper that is shown while the library loads, and on a suggestion only if it was chosen', async () => {
    box.early('?open on arXiv', 'a');
    await box.settle();
    box.enter();
    await box.settle();
    assert.deepEqual(box.acted, ['a']);
    box.type();
    box.early('?open on arXiv', '?another');
    await box.settle();
    box.enter();
    await box.settle();
    assert.deepEqual(box.acted, ['a']);
    box.answer('b');
    assert.deepEqual(box.acted, ['a', 'b']);
    box.type();
    await box.settle();
    box.early('?open on arXiv', '?another');
    await box.settle();
    box.move(1);
    box.enter();
    await box.settle();
    assert.deepEqual(box.acted, ['a', 'b', '?another']);
  });

  it('acts on the answer to the pasted text, never on the rows before it', async () => {
    await listing('newest', 'older');
    box.type();
    box.enter();
    await box.settle();
    assert.deepEqual(box.acted, []);
    box.answer('pasted');
    await box.settle();
    assert.deepEqual(box.acted, ['pasted']);
  });

  it('never acts on a suggestion that a held Enter did not see', async () => {
    for (const rows of [['?year:2026', 'paper'], ['?without year:2021'], ['?topic:agents']]) {
      box = new Box();
      box.list.startQuery();
      await listing('?year:2025', 'old');
      box.type();
      box.enter();
      await box.settle();
      box.answer(...rows);
      await box.settle();
      assert.deepEqual(box.acted, rows.includes('paper') ? ['paper'] : []);
    }
  });

  it('drops a held Enter when the user types on', async () => {
    await listing('old');
    box.type();
    box.enter();
    box.type();
    await box.settle();
    box.answer('new');
    await box.settle();
    assert.deepEqual(box.acted, []);
  });

  it('holds a click on a row of an older answer: it acts if the row is still listed, else nothing does', async () => {
    for (const [answer, acted] of [
      [['x', 'b'], ['b']],
      [['x', 'y'], []],
    ] as const) {
      box = new Box();
      box.list.startQuery();
      await listing('a', 'b');
      box.type();
      box.move(1);
      box.enter();
      await box.settle();
      box.answer(...answer);
      await box.settle();
      assert.deepEqual(box.acted, acted);
    }
  });

  it('acts on the paper whose button was pressed, if it answers the text', async () => {
    await listing('a', 'b');
    box.press(1, 0);
    await box.settle();
    assert.deepEqual(box.acted, ['b button 0']);
    box.type();
    box.press(1, 0);
    await box.settle();
    box.answer('b', 'a');
    await box.settle();
    assert.deepEqual(box.acted, ['b button 0', 'b button 0']);
    box.type();
    box.press(0, 1);
    await box.settle();
    box.answer('c');
    await box.settle();
    assert.deepEqual(box.acted, ['b button 0', 'b button 0']);
  });

  it('acts on the first answer with the button that a key stands for', async () => {
    await listing('a', 'b');
    box.list.accept(0);
    assert.deepEqual(box.acted, ['a button 0']);
    box.type();
    await box.settle();
    box.list.accept(0);
    box.answer('c', 'a');
    await box.settle();
    assert.deepEqual(box.acted, ['a button 0', 'c button 0']);
  });

  it('gives the focus to the first answer of a question that does not keep it', async () => {
    await listing('a', 'b', 'c');
    box.move(1);
    await box.settle();
    box.list.startQuery(false);
    await listing('a', 'b', 'c');
    assert.equal(box.focused, 0);
  });

  describe('with rows on their way', () => {
    it('acts on the answer to the text although events of older rows come late', async () => {
      await listing('?s', '?t', 'a', 'b');
      box.type();
      box.up.deliver();
      box.answer('x', 'y', 'z', 'w');
      // The user has not seen these rows; the reported focus refers to the previous rows.
      box.move(2);
      box.enter();
      await box.settle();
      assert.deepEqual(box.acted, []);
      box = new Box();
      box.list.startQuery();
      await listing('?s', '?t', 'a', 'b');
      box.type();
      box.enter();
      box.up.deliver();
      box.answer('x', 'y', 'z', 'w');
      await box.settle();
      assert.deepEqual(box.acted, ['x']);
    });

    it('acts on the row that the user saw when the library changed under it', async () => {
      await listing('a', 'b');
      box.move(1);
      await box.settle();
      box.answer('new', 'a', 'b');
      box.enter();
      box.press(0, 0);
      await box.settle();
      assert.deepEqual(box.acted, ['b', 'a button 0']);
    });

    it('acts on what is shown as soon as it is shown', async () => {
      await listing('a', 'b');
      box.type();
      box.up.deliver();
      box.answer('?s', 'x', 'y');
      await box.settle();
      box.enter();
      await box.settle();
      assert.deepEqual(box.acted, ['x']);
    });
  });

  it('keeps the focus on the row that the user moved to', async () => {
    await listing('a', 'b', 'c');
    box.move(1);
    await box.settle();
    await listing('c', 'a', 'b');
    assert.equal(box.focused, 2);
    box.list.startQuery();
    await listing('x', 'b');
    assert.equal(box.focused, 1);
    box.list.startQuery();
    await listing('x', 'y');
    assert.equal(box.focused, 0);
    await listing('y', 'x');
    assert.equal(box.focused, 0, 'the best answer has it, not the one that was best');
  });

  it('does not take the focus of a typed key for a choice', async () => {
    await listing('a', 'b');
    box.type();
    await box.settle();
    await listing('b', 'a');
    assert.equal(box.focused, 0);
    box.move(1);
    await box.settle();
    box.type();
    await box.settle();
    await listing('x', 'b');
    assert.equal(box.focused, 0);
  });

  it('does not keep the focus on a suggestion that the user chose for another text', async () => {
    await listing('a', '?s');
    box.move(1);
    await box.settle();
    box.list.startQuery();
    await listing('x', '?s');
    assert.equal(box.focused, 0);
    box.enter();
    await box.settle();
    assert.deepEqual(box.acted, ['x']);
  });

  it('does not take the focus that comes with rows on their way for a choice', () => {
    const acted: string[] = [];
    const shown: (() => void)[] = [];
    const list = new DeferredEnterList<Row>(
      { show: (_, __, onShown) => shown.push(onShown) },
      {
        key: ({ name }) => name,
        isAnswer: ({ suggestion }) => suggestion !== true,
        act: ({ name }) => acted.push(name),
      },
    );
    const rows = ['?s', '?t'].map((name) => ({ name, suggestion: true }));
    list.startQuery();
    list.answer(rows, rows[0], false);
    shown.pop()?.();
    const next = rows.map((row) => ({ ...row }));
    list.answer(next, next[1], false);
    // Reported before the list reports that the rows are shown; Enter arrives in between.
    list.focus(next[1]);
    list.accept();
    assert.deepEqual(acted, []);
    const paper = { name: 'a' };
    list.answer([paper], paper);
    assert.deepEqual(acted, ['a']);
  });
});
