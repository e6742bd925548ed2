import { fixedSize, LABELS_HEIGHT, chartPlot, type ChartModel } from './page/chart';
import { chartModels } from './page/charts';
import { lookAttributes, patternDefinitions } from './page/barLooks';
import type { OverviewView } from './page/overviewView';
import { overviewTitle, summaryText } from './page/overviewPage';
import { tableColumns, tableRows } from './page/table';
import type { Overview } from '../core/overview/countPapers';
import { markup, type Html, type HtmlValue } from '../pages/html';

/** Returns the numbers of an overview as CSV (RFC 4180), oldest period first. */
export function overviewCsv(overview: Overview, view: OverviewView): string {
  const columns = tableColumns(overview, view);
  const [all, ...rows] = tableRows(overview, view);
  const ordered = [...rows.toReversed(), ...(all ? [all] : [])];
  const lines = [
    [view.t('Published'), ...columns.map(({ label }) => label)],
    ...ordered.map(({ key, label, tally }) => [
      // Programs can sort periods as numbers.
      overview.periods.some(({ period }) => period === key) ? (key ?? '') : label,
      ...columns.map(({ count }) => String(count(tally))),
    ]),
  ];
  return lines.map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('');
}

/** Prefixes a sign that would start a formula in spreadsheets with an apostrophe. */
function csvCell(text: string): string {
  const inert = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}

const WIDTH = 1200;
const MARGIN = 60;
const PLOT_WIDTH = WIDTH - 2 * MARGIN;
const TITLE_HEIGHT = 40;
const LEGEND_ROW = 22;
const LEGEND_COLUMNS = 4;
const PLOT_HEIGHTS = [360, 180, 180] as const;

/** Okabe and Ito's colours on white, which colour-blind readers can distinguish. */
const COLOURS = ['#0072b2', '#cc79a7', '#e69f00', '#009e73', '#444444', '#d55e00', '#56b4e9', '#bbbbbb'];

/** Returns the charts of an overview as an SVG document. */
export function overviewSvg(overview: Overview, view: OverviewView): string {
  const charts = chartModels(overview, view);
  let y = 90;
  const parts = charts.map((model, at) => {
    const height = PLOT_HEIGHTS[at] ?? 180;
    const part = chartPart(model, y, height, view);
    y += TITLE_HEIGHT + height + LABELS_HEIGHT + legendHeight(model) + 30;
    return part;
  });
  const colours = COLOURS.map((colour, look) => `.look${look}{fill:${colour}}`).join('');
  const style = `text{font:12px sans-serif;fill:#222}.title{font-size:22px;font-weight:600}.subtitle{font-size:16px;font-weight:600}.grid{stroke:#ddd}.bar{stroke:#fff;stroke-width:.5}.lines{stroke:#fff;stroke-width:1.6;fill:none}${colours}`;
  const title = overviewTitle(view);
  return `${String(markup`<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${y}" viewBox="0 0 ${WIDTH} ${y}" role="img" aria-labelledby="title"><title id="title">${title}</title><style>${style}</style>${patternDefinitions()}<rect width="${WIDTH}" height="${y}" fill="#fff"/><text class="title" x="${MARGIN}" y="44">${title}</text><text x="${MARGIN}" y="68">${summaryText(view)}</text>${parts}</svg>`)}\n`;
}

function legendHeight({ series }: ChartModel): number {
  return Math.ceil(series.length / LEGEND_COLUMNS) * LEGEND_ROW;
}

function chartPart(model: ChartModel, top: number, height: number, view: OverviewView): Html {
  const plot = chartPlot(model, fixedSize(PLOT_WIDTH, height), view);
  const below = TITLE_HEIGHT + height + LABELS_HEIGHT;
  const legend = model.series.map(({ label, look }, at): HtmlValue => {
    const x = (at % LEGEND_COLUMNS) * (PLOT_WIDTH / LEGEND_COLUMNS);
    const y = below + Math.floor(at / LEGEND_COLUMNS) * LEGEND_ROW + 6;
    return markup`<rect ${lookAttributes(look)} x="${x}" y="${y}" width="12" height="12"/><text x="${x + 18}" y="${y + 10}">${label}</text>`;
  });
  return markup`<g transform="translate(${MARGIN} ${top})"><text class="subtitle" y="20">${model.title}</text><g transform="translate(0 ${TITLE_HEIGHT})">${plot}</g>${legend}</g>`;
}
