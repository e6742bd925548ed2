import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { CloningContext, Command, PANEL_TYPE, SECTION, Setting, View } from '../../src/ids';
import { dailyPapers } from './extension';

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly viewsContainers: { readonly activitybar: readonly { readonly id: string }[] };
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly configuration: { readonly properties: Readonly<Record<string, unknown>> };
    readonly walkthroughs: readonly {
      readonly steps: readonly {
        readonly description: string;
        readonly media: { readonly svg: string };
        readonly completionEvents: readonly string[];
      }[];
    }[];
    readonly menus: Readonly<Record<string, readonly { readonly command?: string }[]>>;
  };
}

const sorted = (ids: Iterable<string>): readonly string[] => [...ids].sort();

describe('manifest', () => {
  const manifest = () => dailyPapers().packageJSON as Manifest;
  const declared = () => sorted(manifest().contributes.commands.map(({ command }) => command));

  it('declares the commands of src/ids.ts, no more, no fewer', () => {
    assert.deepEqual(declared(), sorted(Object.values(Command)));
  });

  it('declares only commands that are there once the extension is active', async () => {
    await dailyPapers().activate();
    const views = Object.values(View).filter((id) => id !== View.container);
    // VS Code registers a few commands for each view, such as `papers.library.focus`.
    const own = (await vscode.commands.getCommands(true)).filter(
      (id) => id.startsWith('papers.') && !views.some((view) => id.startsWith(`${view}.`)),
    );
    assert.deepEqual(sorted(own), declared());
  });

  it('puts only commands that it declares into menus', () => {
    const used = Object.values(manifest().contributes.menus).flatMap((entries) =>
      entries.flatMap(({ command }) => command ?? []),
    );
    assert.deepEqual(
      used.filter((command) => !declared().includes(command)),
      [],
    );
  });

  it('declares the views and settings of src/ids.ts', () => {
    const { viewsContainers, views, configuration } = manifest().contributes;
    const ids = [...viewsContainers.activitybar, ...Object.values(views).flat()].map(({ id }) => id);
    assert.deepEqual(sorted(ids), sorted(Object.values(View)));
    assert.deepEqual(
      sorted(Object.keys(configuration.properties)),
      sorted(Object.values(Setting).map((name) => `${SECTION}.${name}`)),
    );
  });

  it('is woken to bring its panel back and by files of any language, and never by the start-up', () => {
    const { activationEvents } = manifest();
    assert.ok(activationEvents.includes(`onWebviewPanel:${PANEL_TYPE}`));
    assert.ok(activationEvents.includes('onLanguage'));
    assert.deepEqual(
      activationEvents.filter((event) => event === '*' || event === 'onStartupFinished'),
      [],
    );
  });

  it('has a walkthrough that leads to commands and views that are there, and ends with each', async () => {
    const [walkthrough] = manifest().contributes.walkthroughs;
    assert.ok(walkthrough);
    await dailyPapers().activate();
    const known = await vscode.commands.getCommands(true);
    for (const { description, media, completionEvents } of walkthrough.steps) {
      const leads = [...description.matchAll(/\]\(command:([\w.]+)\)/g)].map((found) => found[1] ?? '');
      assert.ok(leads.length > 0, description);
      const ends = completionEvents.map((event) => event.split(':'));
      for (const command of [...leads, ...ends.flatMap(([kind, id]) => (kind === 'onCommand' ? id : []))]) {
        assert.ok(known.includes(command ?? ''), `${command} is no command`);
      }
      // VS Code does not see commands that the extension runs, such as those of the page's buttons.
      const keys: readonly string[] = [`activeWebviewPanelId == '${PANEL_TYPE}'`, CloningContext.cloned];
      for (const [kind, id = ''] of ends) {
        const views: readonly string[] = Object.values(View);
        const isKnown =
          kind === 'onCommand' || (kind === 'onView' ? views : kind === 'onContext' ? keys : []).includes(id);
        assert.ok(isKnown, `${kind ?? ''}:${id}`);
      }
      await vscode.workspace.fs.stat(vscode.Uri.joinPath(dailyPapers().extensionUri, media.svg));
    }
  });

  it('has every view in the workbench', async () => {
    for (const view of Object.values(View).filter((id) => id !== View.container)) {
      await vscode.commands.executeCommand(`${view}.focus`);
    }
  });
});
