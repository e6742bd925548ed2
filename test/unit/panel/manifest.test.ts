import assert from 'node:assert/strict';
import { Command, View } from '../../../src/ids';
import { KEYS } from '../../../src/panel/page/keybindings';
import { inProject, readJson } from '../../support/project.mjs';

interface Manifest {
  readonly contributes: {
    readonly keybindings: readonly Binding[];
    readonly menus: Readonly<Record<string, readonly MenuEntry[]>>;
  };
}

interface MenuEntry {
  readonly command: string;
  readonly when?: string;
  readonly group: string;
}
/** Views whose rows are papers. */
const ALL_VIEWS: readonly string[] = [View.library, View.savedSearches, View.readingList];

/** Whether a menu entry is for rows of papers, not for saved searches and topics. */
const isForPapers = ({ when = '' }: MenuEntry): boolean =>
  !when.startsWith(`view == ${View.savedSearches}`) && !when.includes('viewItem == topic');

interface Binding {
  readonly command: string;
  readonly key: string;
  readonly when: string;
  readonly args?: unknown;
}

/** Condition of a key that acts on the page. */
const PAGE = "activeWebviewPanelId == 'papers.paper'";

/**
 * Condition of a key on a page in a floating window, where VS Code still sets `inputFocus` and `focusedView` for what had the
 * focus in the main window. The find widget is the only input in the part of the window that has the page.
 */
const FLOATING = `${PAGE} && isAuxiliaryWindow && !webviewFindWidgetFocused`;

describe('keys of the page', () => {
  const { contributes } = readJson(inProject('package.json')) as Manifest;
  for (const [name, key] of Object.entries(KEYS)) {
    it(`${key} is bound to ${name} while a page is the active editor`, () => {
      const command = Command[name as keyof typeof KEYS];
      const [onPage, ...inViews] = contributes.keybindings.filter(
        (one) => one.command === command && one.key === key,
      );
      const isPage = `${PAGE} && !inputFocus`;
      if (inViews.length === 0) {
        assert.deepEqual(onPage, { command, key, when: `${isPage} || ${FLOATING}` });
        return;
      }
      // In a view, the key acts on the selected row, even while a page is open next to it.
      const notIn = ALL_VIEWS.map((view) => ` && focusedView != ${view}`).join('');
      assert.deepEqual(onPage, { command, key, when: `${isPage}${notIn} || ${FLOATING}` });
      assert.deepEqual(
        inViews,
        ALL_VIEWS.map((view) => ({
          command,
          key,
          when: `focusedView == ${view} && listFocus && !listMultiSelection && !inputFocus`,
          args: { view },
        })),
      );
    });
  }

  it('never act while a person types in another part of the window', () => {
    const onPage = contributes.keybindings.flatMap(({ command, key, when }) =>
      when
        .split(' || ')
        .filter((condition) => condition.includes(PAGE))
        .map((condition) => ({ key: `${key} ${command}`, condition })),
    );
    assert.ok(onPage.length > Object.keys(KEYS).length);
    for (const { key, condition } of onPage)
      assert.ok(condition.startsWith(FLOATING) || condition.split(' && ').includes('!inputFocus'), key);
  });
});

describe('keys that menus show', () => {
  const { keybindings } = (readJson(inProject('package.json')) as Manifest).contributes;
  // A menu has an entry for each direction of a toggle, with the toggle's key. VS Code runs the last binding
  // of a key that applies, so the toggle's must come later. A menu of rows shows the last binding of its
  // command.
  for (const [shown, acting] of [
    ['saveToReadingList', 'toggleSaved'],
    ['removeFromReadingList', 'toggleSaved'],
    ['markRead', 'toggleRead'],
    ['markUnread', 'toggleRead'],
    ['cloneRepository', 'cloneActivePaper'],
  ] as const)
    it(`${shown} has the key of ${acting}, which acts`, () => {
      const at = keybindings.findLastIndex(
        ({ command, when }) => command === Command[shown] && !when.includes('&& listMultiSelection'),
      );
      const [binding] = keybindings.slice(at);
      const toggles = keybindings.filter(
        ({ command, key }) => command === Command[acting] && key === binding?.key,
      );
      assert.equal(toggles.length, 1 + ALL_VIEWS.length);
      assert.ok(toggles.every((toggle) => keybindings.indexOf(toggle) > at));
      const [page, floating, rows] = binding?.when.split(' || ') ?? [];
      const onPage = [page, floating].map((one) => one?.replace(/ && !?papers\.pageIs\w+/, '')).join(' || ');
      assert.equal(onPage, toggles[0]?.when);
      assert.equal(
        rows,
        toggles[1]?.when.replace(
          /^focusedView == \S+/,
          `focusedView =~ /^papers\\.(${ALL_VIEWS.map((view) => view.replace('papers.', '')).join('|')})$/`,
        ),
      );
    });
});

describe('the keys of commands in menus', () => {
  const { keybindings, menus } = (readJson(inProject('package.json')) as Manifest).contributes;
  type Condition = readonly (readonly string[])[];
  const condition = (when: string): Condition => when.split(' || ').map((part) => part.split(' && '));
  /** Whether a condition holds wherever another one does, as far as VS Code compares them: term by term. */
  const includes = (wide: Condition, narrow: Condition): boolean =>
    narrow.every((terms) => wide.some((others) => others.every((term) => terms.includes(term))));
  const shown = new Set(
    ['view/item/context', 'webview/context'].flatMap((menu) =>
      (menus[menu] ?? []).map((entry) => entry.command),
    ),
  );
  for (const command of shown) {
    const bindings = keybindings.filter((binding) => binding.command === command);
    if (bindings.length === 0) continue;
    it(`include that of ${command}`, () => {
      // VS Code shows no key that a later binding takes from its command everywhere.
      const left = bindings.filter(({ key, when }) =>
        keybindings
          .slice(
            keybindings.findIndex((one) => one.command === command && one.key === key && one.when === when),
          )
          .every(
            (later) =>
              later.key !== key ||
              later.command === command ||
              !includes(condition(later.when), condition(when)),
          ),
      );
      assert.notEqual(left.length, 0);
    });
  }
});

describe('single keys', () => {
  const { contributes } = readJson(inProject('package.json')) as Manifest;
  const single = contributes.keybindings.filter(({ key }) => key.length === 1);
  const keysWhere = (word: string): string =>
    single
      .filter(({ when }) => when.includes(word))
      .map(({ key, command }) => `${key} ${command}`)
      .sort()
      .join(', ');

  it('save, mark, undo and go on, on the page and in the library by day', () => {
    assert.equal(
      keysWhere(PAGE),
      'd papers.toggleRead, n papers.nextPaper, p papers.previousPaper, s papers.toggleSaved, u papers.undoMark',
    );
    assert.equal(
      keysWhere('papers.libraryByDay'),
      'd papers.toggleRead, n papers.selectNextPaper, s papers.toggleSaved, u papers.undoMark',
    );
  });

  it('never act where a person types, or in another part of the window', () => {
    assert.equal(single.length, 9);
    for (const { when } of single) {
      assert.match(when, /!inputFocus/);
      if (!when.includes('focusedView == papers.library'))
        for (const part of ['listFocus', 'terminalFocus', 'sideBarFocus', 'panelFocus', 'auxiliaryBarFocus'])
          assert.ok(when.includes(`!${part}`), part);
    }
  });
});

/** False for the entry that only the library view in the order "For you" has. */
const isCommon = ({ command }: MenuEntry): boolean => command !== Command.lessLikeThis;

describe('menu of a row', () => {
  const { keybindings, menus } = (readJson(inProject('package.json')) as Manifest).contributes;
  const entries = menus['view/item/context'] ?? [];
  const isFor = (view: string, { when = '' }: MenuEntry): boolean =>
    when.startsWith(`view == ${view}`) ||
    (when.startsWith('view =~ /^papers\\.(library|savedSearches|readingList)$/') && ALL_VIEWS.includes(view));
  const menuOf = (view: string): readonly string[] =>
    entries
      .filter((entry) => isFor(view, entry) && isForPapers(entry) && !entry.group.startsWith('inline'))
      .filter((entry) => isCommon(entry) && entry.when?.includes('&& listMultiSelection') !== true)
      .map(({ command, group, when = '' }) => `${group} ${command} ${when.replace(/^.*?&& /, '')}`);

  it('is the same in all views', () => {
    assert.ok(menuOf(View.library).length > 10);
    for (const view of ALL_VIEWS) assert.deepEqual(menuOf(view), menuOf(View.library), view);
  });

  it('has Less Like This only in the library in the order “For you”', () => {
    const [entry, ...others] = entries.filter((one) => !isCommon(one));
    assert.match(entry?.when ?? '', /^view == papers\.library && papers\.libraryForYou && /);
    assert.deepEqual(others, []);
  });

  it('acts on all selected rows of the reading list where it can', () => {
    const several = entries
      .filter((entry) => isFor(View.readingList, entry) && !entry.group.startsWith('inline'))
      .filter(({ when = '' }) => !when.includes('!listMultiSelection'))
      .map(({ command }) => command);
    assert.deepEqual(several.toSorted(), [
      ...[Command.exportPapers, Command.markRead, Command.markSelectedUnread],
      ...[Command.removeAdded, Command.removeFromReadingList, Command.sendToZotero],
    ]);
  });

  it('shows for several rows of the reading list only keys that act on them', () => {
    const several = entries.filter(({ when = '' }) => when.includes('&& listMultiSelection'));
    assert.notEqual(several.length, 0);
    for (const { command } of several) {
      // VS Code shows the last binding of a command.
      const key = keybindings.findLast((binding) => binding.command === command)?.key;
      if (key === undefined) continue;
      const acting = keybindings.findLast(
        (binding) => binding.key === key && binding.when.includes('&& listMultiSelection'),
      );
      assert.equal(acting?.command, command, key);
    }
  });
});

describe('titles of menu entries', () => {
  const { menus } = (readJson(inProject('package.json')) as Manifest).contributes;

  for (const menu of ['view/item/context', 'webview/context', 'editor/title']) {
    it(`of ${menu} say which mark they set or remove`, () => {
      const commands = (menus[menu] ?? []).map(({ command }) => command);
      for (const either of [Command.toggleSaved, Command.toggleRead]) assert.ok(!commands.includes(either));
      for (const [set, remove, [unset, isSet]] of [
        [Command.saveToReadingList, Command.removeFromReadingList, MARK_WORDS.saved],
        [Command.markRead, Command.markUnread, MARK_WORDS.read],
      ] as const) {
        const when = (command: string) =>
          (menus[menu] ?? [])
            .filter((entry) => entry.command === command && !entry.group.startsWith('inline'))
            .map((entry) => entry.when ?? '')
            .filter((clause) => !clause.includes('&& listMultiSelection'))
            .join();
        assert.match(when(set), unset);
        assert.match(when(remove), isSet);
      }
    });
  }
});

/** Words in `when` clauses for a mark that is not set and one that is set, on rows and on the active page. */
const MARK_WORDS = {
  saved: [/\\bnotSaved\\b|!papers\.pageIsSaved/, /\\bsaved\\b|[^!]papers\.pageIsSaved/],
  read: [/\\bnotRead\\b|!papers\.pageIsRead/, /\\bread\\b|[^!]papers\.pageIsRead/],
} as const;

describe('menu of the page', () => {
  const { menus } = (readJson(inProject('package.json')) as Manifest).contributes;
  const entries = (menu: string): readonly MenuEntry[] =>
    (menus[menu] ?? []).filter(({ group }) => !group.startsWith('inline'));

  it('has the entries of a paper’s row, in the same groups and order', () => {
    const inRow = entries('view/item/context')
      .filter((entry) => isForPapers(entry) && isCommon(entry))
      .filter(({ when = '' }) => !when.includes('&& listMultiSelection'))
      .map(({ command, group }) => `${group} ${command}`);
    const onPage = entries('webview/context').map(({ command, group }) => `${group} ${command}`);
    assert.ok(onPage.length > 10);
    // The page itself shows related papers.
    const expected = inRow.filter((entry) => !entry.endsWith('showRelated'));
    assert.deepEqual(onPage.toSorted(), expected.toSorted());
  });

  it('is for pages of papers only', () => {
    for (const { when = '' } of entries('webview/context'))
      assert.match(when, /^webviewId == 'papers\.paper' && papersItem =~ /);
  });
});
