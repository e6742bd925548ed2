import assert from 'node:assert/strict';
import { Command, View } from '../../../src/ids';
import { KEYS } from '../../../src/panel/page/keybindings';
import { inProject, readJson } from '../../support/project.mjs';

interface Manifest {
  readonly contributes: { readonly keybindings: readonly Binding[] };
}
/** Views whose rows are papers. */
const ALL_VIEWS = [View.library, View.readingList];

interface Binding {
  readonly command: string;
  readonly key: string;
  readonly when: string;
  readonly args?: unknown;
}

describe('keys of the page', () => {
  const { contributes } = readJson(inProject('package.json')) as Manifest;
  for (const [name, key] of Object.entries(KEYS)) {
    it(`${key} is bound to ${name} while a page is the active editor`, () => {
      const command = Command[name as keyof typeof KEYS];
      const [onPage, ...inViews] = contributes.keybindings.filter((one) => one.command === command);
      const isPage = "activeWebviewPanelId == 'papers.paper'";
      if (inViews.length === 0) {
        assert.deepEqual(onPage, { command, key, when: isPage });
        return;
      }
      // In a view the key acts on the selected row, also while a page is open beside it.
      const notIn = ALL_VIEWS.map((view) => ` && focusedView != ${view}`).join('');
      assert.deepEqual(onPage, { command, key, when: isPage + notIn });
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
});
