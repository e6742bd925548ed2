import * as vscode from 'vscode';
import type { SavedSearch } from '../core/savedSearches/savedSearch';
import { localDay } from '../core/text/localDay';
import { notify } from '../notify';
import { newPapersText } from './rows';

const MAX_NAMES = 3;

export interface NotificationDeps {
  readonly searches: () => readonly SavedSearch[];
  readonly count: () => Promise<void>;
  readonly newIn: (key: string) => ReadonlySet<string>;
  readonly claim: (day: string) => Promise<boolean>;
  readonly show: (key: string) => Promise<void>;
  readonly turnOff: (keys: readonly string[]) => Promise<void>;
  readonly now: () => Date;
}

/**
 * Shows one notification about new papers, at most once a day on this machine. Called after a refresh with new
 * papers, never at the start.
 */
export async function notifyOfNews(deps: NotificationDeps): Promise<void> {
  if (!deps.searches().some((search) => search.notify)) return;
  await deps.count();
  const news = deps
    .searches()
    .filter(({ notify: asked, key }) => asked && deps.newIn(key).size > 0)
    .map((search) => ({ ...search, ids: deps.newIn(search.key) }));
  const [first] = news;
  if (!first || !(await deps.claim(localDay(deps.now())))) return;
  const papers = newPapersText(new Set(news.flatMap(({ ids }) => [...ids])).size);
  const names = news.slice(0, MAX_NAMES).map(({ name }) => vscode.l10n.t('“{0}”', name));
  const rest = news.length - names.length;
  if (rest > 0) names.push(vscode.l10n.t('{0} more', rest));
  await notify(
    'info',
    vscode.l10n.t('{0} in {1}.', papers, names.join(', ')),
    { label: vscode.l10n.t('Show'), run: () => deps.show(first.key) },
    { label: vscode.l10n.t('Don’t Notify'), run: () => deps.turnOff(news.map(({ key }) => key)) },
  );
}
