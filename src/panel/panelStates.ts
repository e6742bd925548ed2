import { listStep, type PanelState } from '../core/protocol';
import type { OpenPaperOptions } from '../papers/paperArgument';
import type { PanelCatalogue } from './panelTypes';
import { paperWithTabTitle, type TabTitles } from './tabTitles';

/** Replaces an invalid saved state if no paper has the tab's title. */
const EMPTY_STATE: PanelState = { paperId: '', query: '', list: [], preview: false };

/** Returns the state of a newly opened page. */
export function initialState(
  paperId: string,
  { query = '', list = [], preview = false }: OpenPaperOptions,
): PanelState {
  return { paperId, query, list: listStep(list, paperId), preview };
}

/** Returns the state of a tab without a saved one: VS Code saves a page's title slightly before its state. */
export function stateByTitle(title: string, titles: TabTitles, catalogue: PanelCatalogue): PanelState {
  const id = titles.paperOf(title)?.paperId ?? paperWithTabTitle(catalogue.papers(), title)?.id;
  return id === undefined ? EMPTY_STATE : initialState(id, {});
}

/** Replaces ids of papers by their current ids. Returns the same object if no id changed. */
export function currentState(state: PanelState, catalogue: PanelCatalogue): PanelState {
  const idOf = (id: string): string => catalogue.paper(id)?.id ?? id;
  const [paperId, list] = [idOf(state.paperId), state.list.map(idOf)];
  const same = paperId === state.paperId && list.every((id, at) => id === state.list[at]);
  return same ? state : { ...state, paperId, list };
}
