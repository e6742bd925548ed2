import * as vscode from 'vscode';
import { Command, OVERVIEW_TYPE } from '../ids';
import { Lazy, lazyCommand, type Part } from '../lazy';
import type { Log } from '../log';
import type { OverviewDeps, OverviewPart } from './overviewPart';

interface OverviewFeatureDeps {
  readonly library: Part<Pick<OverviewDeps, 'catalogue' | 'states'>>;
  readonly extensionUri: vscode.Uri;
  readonly filter: () => string;
  readonly log: Log;
}

/** Registers the overviews. Their code is loaded on first use. */
export function registerOverview(deps: OverviewFeatureDeps): vscode.Disposable {
  const { library, extensionUri, filter, log } = deps;
  const part = new Lazy(log, async (): Promise<OverviewPart> => {
    const [{ OverviewPart }, { catalogue, states }] = await Promise.all([
      import('./overviewPart'),
      library.get(),
    ]);
    return new OverviewPart({ catalogue, states, extensionUri, log });
  });
  return vscode.Disposable.from(
    part,
    vscode.window.registerWebviewPanelSerializer(OVERVIEW_TYPE, {
      deserializeWebviewPanel: (panel, state) => part.use((overviews) => overviews.restore(panel, state)),
    }),
    lazyCommand(Command.showOverview, part, (overviews, query) =>
      overviews.show(typeof query === 'string' ? query : ''),
    ),
    lazyCommand(Command.showFilterOverview, part, (overviews) => overviews.show(filter())),
  );
}
