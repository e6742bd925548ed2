import { ALL_PERIODS, cellQuery, EARLIER, PART_KEYS } from '../../core/overview/cellQuery';
import type { Overview, Tally } from '../../core/overview/countPapers';
import { formatNumber } from '../../core/lang/translator';
import { markup, type Html, type HtmlValue } from '../../pages/html';
import {
  codeSeries,
  papersText,
  periodText,
  shareText,
  topicSeries,
  unitText,
  type OverviewView,
  type Series,
} from './overviewView';

export interface TableRow {
  /** `undefined` for papers without a day, which no search finds. */
  readonly key: string | undefined;
  readonly label: string;
  readonly tally: Tally;
}

/** Returns all papers, then the periods, newest first. */
export function tableRows(overview: Overview, view: OverviewView): readonly TableRow[] {
  const { t, language } = view;
  const { all, periods, earlier, undated } = overview;
  const rows: readonly TableRow[] = [
    { key: ALL_PERIODS, label: t('All'), tally: all },
    ...periods
      .map(({ period, ...tally }) => ({ key: period, label: periodText(period, language), tally }))
      .reverse(),
    { key: EARLIER, label: t('Earlier'), tally: earlier },
    { key: undefined, label: t('Without a date'), tally: undated },
  ];
  return rows.filter(({ key, tally }) => tally.papers > 0 || (key !== EARLIER && key !== undefined));
}

/** Returns the columns with numbers of papers. */
export function tableColumns(overview: Overview, view: OverviewView): readonly Series[] {
  const all: Series = {
    key: PART_KEYS.all,
    label: view.t('Papers'),
    look: 0,
    count: ({ papers }) => papers,
  };
  return [all, ...codeSeries(view).slice(0, 1), ...topicSeries(overview, view)];
}

/**
 * Each number is a button that shows its papers. The page's script moves between buttons with the arrow keys, so only
 * one is in the tab order.
 */
export function table(overview: Overview, view: OverviewView): Html {
  const { t } = view;
  const columns = tableColumns(overview, view);
  const [first, code, ...topics] = columns.map(({ label }) => markup`<th scope="col">${label}</th>`);
  const head = [first, code, markup`<th scope="col">${t('Share with code')}</th>`, topics];
  return markup`<h2 id="tableTitle">${t('Numbers')}</h2>
    <p class="muted" id="tableHelp">${t('Each number shows its papers. Arrow keys move between the numbers.')}</p>
    <div class="scroll"><table aria-labelledby="tableTitle" aria-describedby="tableHelp">
    <thead><tr><th scope="col">${unitText(overview.unit, view)}</th>${head}</tr></thead>
    <tbody>${tableRows(overview, view).map((row) => tableRow(row, columns, overview, view))}</tbody>
    </table></div>`;
}

function tableRow(
  row: TableRow,
  columns: readonly Series[],
  overview: Overview,
  view: OverviewView,
): HtmlValue {
  const [papers, code, ...topics] = columns.map((column) => cell(row, column, overview, view));
  const share = markup`<td>${shareText(row.tally, view)}</td>`;
  const period = row.key !== undefined && markup` data-period="${row.key}"`;
  return markup`<tr${period}><th scope="row">${row.label}</th>${papers}${code}${share}${topics}</tr>`;
}

function cell({ key, label, tally }: TableRow, column: Series, overview: Overview, view: OverviewView): Html {
  const count = column.count(tally);
  const number = formatNumber(count, view.language);
  const isFound =
    count > 0 &&
    key !== undefined &&
    cellQuery(overview, view.state.query, { period: key, part: column.key }) !== undefined;
  if (!isFound) return markup`<td>${number}</td>`;
  const name = view.t('{0}, {1}: {2}', label, column.label, papersText(view, count));
  return markup`<td><button class="cell" data-part="${column.key}" aria-label="${name}">${number}</button></td>`;
}
