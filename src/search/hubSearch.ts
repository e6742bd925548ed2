import * as vscode from 'vscode';
import type { Paper } from '../core/paper/paper';
import type { FeedPage } from '../library/sync/feedPage';
import { endpointMessage, failureMessage } from '../networkMessages';
import { endpointChoice, networkMode } from '../networkSettings';

export type HubAnswer =
  | { readonly kind: 'papers'; readonly papers: readonly Paper[] }
  | { readonly kind: 'failed'; readonly message: string };

export interface HubSearch {
  readonly isAllowed: boolean;
  search(text: string, signal: AbortSignal): Promise<HubAnswer>;
}

/**
 * Searches the endpoint of the settings.
 * @param ask sends the request
 */
export function hubSearch(
  ask: (endpoint: string, text: string, signal: AbortSignal) => Promise<FeedPage>,
): HubSearch {
  return {
    get isAllowed() {
      return networkMode() !== 'off';
    },
    search: async (text, signal) => {
      if (networkMode() === 'off')
        return { kind: 'failed', message: vscode.l10n.t('The network is switched off in the settings.') };
      const choice = endpointChoice();
      if (!choice.ok) return { kind: 'failed', message: endpointMessage(choice) };
      const page = await ask(choice.endpoint, text, signal);
      return page.ok
        ? { kind: 'papers', papers: page.papers }
        : { kind: 'failed', message: failureMessage(page.failure, choice.endpoint) };
    },
  };
}
