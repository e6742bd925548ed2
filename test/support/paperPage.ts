import type { Browser } from 'playwright-core';
import type { Paper } from '../../src/core/paper/paper';
import type { PanelState } from '../../src/core/protocol';
import { renderDocument, renderRegions } from '../../src/panel/page/regionLayout';
import { menuContext, type PageView } from '../../src/panel/page/view';
import { showDocument, type ShownPage, type ShowOptions } from './shownPage';

/** Returns the view of a paper on its page. `facts` overrides fields. */
export function viewOf(paper: Paper, facts: Partial<PageView> = {}): PageView {
  return {
    paper,
    state: stateOf(paper),
    isKept: true,
    outcome: { known: undefined, isRequesting: false, failures: [] },
    savedOn: undefined,
    topics: [],
    related: [],
    foldersOf: () => [],
    isCloning: () => false,
    inspectionOf: () => undefined,
    isInspecting: () => false,
    stateOf: () => ({ cloned: false, saved: false, unread: false }),
    note: undefined,
    citation: '',
    renderText: (text) => text,
    t: (message, ...values) => message.replace(/\{(\d)\}/g, (_all, at: string) => String(values[Number(at)])),
    language: 'en',
    ...facts,
  };
}

/** Returns the state of a panel that was opened on one paper, without a list. */
export function stateOf(paper: Paper, facts: Partial<PanelState> = {}): PanelState {
  return { paperId: paper.id, query: '', list: [], preview: false, ...facts };
}

/** Shows a paper's built page like VS Code. */
export function showPage(browser: Browser, view: PageView, options: ShowOptions = {}): Promise<ShownPage> {
  return showDocument(
    browser,
    'paper',
    (files) =>
      renderDocument(
        {
          ...files,
          title: view.paper.title,
          language: view.language,
          revision: 1,
          state: view.state,
          context: menuContext(view.paper, view.stateOf(view.paper)),
          t: view.t,
        },
        renderRegions(view),
      ),
    options,
  );
}
