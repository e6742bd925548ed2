import type { OverviewMessage, OverviewRegion } from '../../core/overview/overviewProtocol';
import { MAX_QUERY_LENGTH } from '../../core/query/parseQuery';
import { renderFrame, type FrameOptions } from '../../pages/frame';
import { markup, type Html, type HtmlValue } from '../../pages/html';
import { charts } from './charts';
import { papersText, periodText, shareText, type OverviewView } from './overviewView';
import { table } from './table';

/** Renders the regions of an overview, in reading order. */
export function overviewRegions(view: OverviewView): readonly OverviewRegion[] {
  const { content } = view;
  const overview =
    content.kind === 'counts' && content.overview.all.papers > 0 ? content.overview : undefined;
  const hasPeriods = overview !== undefined && overview.periods.length > 0;
  return [
    { name: 'counts', html: String(summary(view)) },
    { name: 'charts', html: hasPeriods ? String(charts(overview, view)) : '' },
    { name: 'table', html: overview ? String(table(overview, view)) : '' },
  ];
}

/** Returns the sentence with the number of papers that the overview counts. */
export function summaryText(view: OverviewView): string {
  const { content, state, t, language } = view;
  if (content.kind === 'failed') return t('The papers could not be counted. The log says why.');
  const { all, periods } = content.overview;
  if (all.papers === 0)
    return state.query.trim() === '' ? t('There are no papers yet.') : t('No paper matches this query.');
  const [first, last] = [periods[0]?.period, periods.at(-1)?.period];
  if (first === undefined || last === undefined) return papersText(view, all.papers);
  return t(
    '{0}, {1} of them with code. The charts show {2} to {3}.',
    papersText(view, all.papers),
    shareText(all, view),
    periodText(first, language),
    periodText(last, language),
  );
}

function summary(view: OverviewView): Html {
  const { content, state, t } = view;
  const text = summaryText(view);
  if (content.kind === 'failed') return markup`<p>${text}</p>`;
  if (content.overview.all.papers === 0) {
    const way =
      state.query.trim() === ''
        ? button(t('Get New Papers'), { type: 'refresh' })
        : button(t('Show Whole Library'), { type: 'setQuery', query: '' });
    return markup`<p>${text}</p><div class="actions">${way}</div>`;
  }
  const units = [
    button(t('By Month'), { type: 'setUnit', unit: 'month' }, state.unit === 'month'),
    button(t('By Year'), { type: 'setUnit', unit: 'year' }, state.unit === 'year'),
  ];
  return markup`<p>${text}</p>
    <div class="actions"><div class="actions" role="group" aria-label="${t('Length of the periods')}">${units}</div>
    <div class="actions" role="group" aria-label="${t('Export')}">${button(t('Export as SVG…'), { type: 'export', format: 'svg' })}
    ${button(t('Export as CSV…'), { type: 'export', format: 'csv' })}</div></div>`;
}

function button(label: string, message: OverviewMessage, pressed?: boolean): Html {
  const state = pressed !== undefined && markup` aria-pressed="${String(pressed)}"`;
  return markup`<button class="action" data-message="${JSON.stringify(message)}"${state}>${label}</button>`;
}

export type OverviewDocument = Omit<FrameOptions, 'title' | 'language' | 'unready' | 'context' | 'state'>;

/** Returns the title of an overview. */
export function overviewTitle({ state, t }: Pick<OverviewView, 'state' | 't'>): string {
  const query = state.query.trim();
  return query === '' ? t('Overview') : t('Overview: {0}', query);
}

/** Returns the document of an overview. */
export function overviewDocument(
  options: OverviewDocument,
  view: OverviewView,
  regions: readonly OverviewRegion[],
): string {
  const { t, language, state } = view;
  const sections: HtmlValue = markup`<h1>${t('An overview of the field')}</h1>
    <form id="query" role="search"><label for="queryText">${t('Query')}</label>
    <input id="queryText" type="text" dir="auto" spellcheck="false" autocomplete="off" maxlength="${MAX_QUERY_LENGTH}" value="${state.query}" placeholder="${t('Words, "a phrase", -without, topic:agents, has:code, year:2025')}">
    <button class="action primary">${t('Show')}</button></form>`;
  const content = regions.map(({ name, html }) => `<section id="${name}">${html}</section>`).join('');
  const unready = t('The buttons of this page did not load. Reload the window to get them back.');
  return renderFrame(
    { ...options, title: overviewTitle(view), language, state, context: '{}', unready },
    `${String(sections)}${content}`,
  );
}
