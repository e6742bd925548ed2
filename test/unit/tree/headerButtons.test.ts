import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

interface Entry {
  readonly command: string;
  readonly when: string;
  readonly group: string;
}

const { contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly contributes: { readonly menus: { readonly 'view/title': readonly Entry[] } };
};

/** Evaluates a condition of `&&`, `!` and `==`. */
function holds(when: string, context: ReadonlyMap<string, string>): boolean {
  return when.split(' && ').every((term) => {
    const [key = '', value] = term.split(' == ');
    if (value !== undefined) return context.get(key) === value;
    return key.startsWith('!') ? !context.has(key.slice(1)) : context.has(key);
  });
}

/** Returns the commands in the header of the library view, as buttons and in the "…" menu. */
function header(...keys: readonly string[]): { readonly buttons: string[]; readonly more: string[] } {
  const context = new Map([['view', 'papers.library'], ...keys.map((key) => [key, 'true'] as const)]);
  const shown = contributes.menus['view/title'].filter(({ when }) => holds(when, context));
  const names = (entries: readonly Entry[]): string[] =>
    entries.map(({ command }) => command.replace('papers.', '')).toSorted();
  return {
    buttons: names(shown.filter(({ group }) => group.startsWith('navigation'))),
    more: names(shown.filter(({ group }) => !group.startsWith('navigation'))),
  };
}

describe('buttons in the header of the library view', () => {
  // VS Code adds Collapse All and "…". A sidebar of 200 px hides further buttons.
  for (const [state, keys, expected] of [
    ['by topic', [], ['filterLibrary', 'refresh', 'search']],
    ['while papers come', ['papers.refreshing'], ['filterLibrary', 'search', 'stopRefresh']],
    ['by day', ['papers.libraryByDay'], ['nextDay', 'previousDay', 'search']],
    ['with mistakes in topics', ['papers.topicProblems'], ['filterLibrary', 'openTopicsSetting', 'search']],
    ['with a filter', ['papers.libraryFiltered'], ['clearFilter', 'filterLibrary', 'saveFilter']],
    [
      'by day with a filter',
      ['papers.libraryByDay', 'papers.libraryFiltered'],
      ['clearFilter', 'filterLibrary', 'saveFilter'],
    ],
  ] as const) {
    it(`are few ${state}, and the others are below "…"`, () => {
      const { buttons, more } = header(...keys);
      assert.deepEqual(buttons, expected);
      for (const command of ['search', 'filterLibrary', 'groupBy', 'sortBy'])
        assert.equal([...buttons, ...more].filter((one) => one === command).length, 1, command);
      if (state.startsWith('by day')) assert.ok([...buttons, ...more].includes('previousDay'));
    });
  }

  it('are never more than three, and each command is there once', () => {
    const states = [
      'papers.libraryByDay',
      'papers.libraryFiltered',
      'papers.refreshing',
      'papers.topicProblems',
    ];
    for (let bits = 0; bits < 2 ** states.length; bits += 1) {
      const keys = states.filter((_, at) => bits & (1 << at));
      const { buttons, more } = header(...keys);
      assert.ok(buttons.length <= 3, `${keys.join()}: ${buttons.join()}`);
      const all = [...buttons, ...more];
      assert.equal(new Set(all).size, all.length, keys.join());
      const isRefreshing = keys.includes('papers.refreshing');
      assert.ok(all.includes(isRefreshing ? 'stopRefresh' : 'refresh'), keys.join());
      assert.equal(all.includes('openTopicsSetting'), keys.includes('papers.topicProblems'), keys.join());
    }
  });
});
