import { ALL_PERIODS } from '../../core/overview/cellQuery';
import type { Overview } from '../../core/overview/countPapers';
import { formatNumber } from '../../core/lang/translator';
import { markup, type Html, type HtmlValue } from '../../pages/html';
import { chartPlot, LABELS_HEIGHT, pageSize, type ChartModel } from './chart';
import {
  codeSeries,
  papersText,
  periodText,
  shareText,
  topicSeries,
  type OverviewView,
  type Series,
} from './overviewView';
import { lookAttributes, patternDefinitions } from './barLooks';

const TOPICS_HEIGHT = 260;
const SMALL_HEIGHT = 130;

/**
 * Returns the charts in reading order. They are SVG without a library: Observable Plot exceeds the limit of a page's
 * script (100 kB), and uPlot's canvas has no elements for screen readers.
 */
export function chartModels(
  overview: Overview,
  view: OverviewView,
): readonly [ChartModel, ChartModel, ChartModel] {
  const { t, language } = view;
  const { periods, unit, all } = overview;
  const [first, last] = [periods[0]?.period ?? '', periods.at(-1)?.period ?? ''].map((period) =>
    periodText(period, language),
  ) as [string, string];
  const range = t('From {0} to {1}.', first, last);
  const topics = topicSeries(overview, view);
  const code = codeSeries(view);
  const named = topics.map(({ label, count }) => t('{0}: {1}', label, papersText(view, count(all))));
  return [
    {
      title: t('Topics over time'),
      summary: `${range} ${named.join(', ')}`,
      periods,
      series: topics,
    },
    {
      title: unit === 'month' ? t('Papers per month') : t('Papers per year'),
      summary: `${range} ${papersText(view, all.papers)}`,
      periods,
      series: code,
    },
    {
      title: t('Share with code'),
      summary: `${range} ${t('{0} of all papers have code.', shareText(all, view))}`,
      periods,
      series: code.slice(0, 1),
      share: true,
    },
  ];
}

/** Renders the charts of an overview with their legends. */
export function charts(overview: Overview, view: OverviewView): Html {
  const [topics, papers, share] = chartModels(overview, view);
  const note = view.t(
    'A paper has up to three topics and counts in each. A click on a bar shows its papers.',
  );
  return markup`<svg class="definitions" width="0" height="0" aria-hidden="true">${patternDefinitions()}</svg>
    <figure>${figure(topics, TOPICS_HEIGHT, overview, view)}
    <p class="muted">${note}</p></figure>
    <div class="pair"><figure>${figure(papers, SMALL_HEIGHT, overview, view)}</figure>
    <figure>${figure(share, SMALL_HEIGHT, overview, view)}</figure></div>`;
}

function figure(model: ChartModel, height: number, overview: Overview, view: OverviewView): HtmlValue {
  const plot = chartPlot(model, pageSize(height), view);
  const total = height + LABELS_HEIGHT;
  return markup`<figcaption><h2>${model.title}</h2></figcaption>
    <svg class="chart" role="img" aria-label="${model.title}. ${model.summary}" width="100%" height="${total}">${plot}</svg>
    ${legend(model.series, overview, view)}`;
}

function legend(series: readonly Series[], { all }: Overview, view: OverviewView): Html {
  const entries = series.map(({ key, label, look, count }) => {
    const tip = view.t('Show {0}: {1}', label, papersText(view, count(all)));
    const swatch = markup`<svg width="14" height="14" aria-hidden="true"><rect ${lookAttributes(look)} x="1" y="1" width="12" height="12"/></svg>`;
    return markup`<li><button class="entry-button" data-part="${key}" title="${tip}">${swatch} ${label} <span class="muted">${formatNumber(count(all), view.language)}</span></button></li>`;
  });
  return markup`<ul class="legend" data-period="${ALL_PERIODS}">${entries}</ul>`;
}
