import type { Locale } from '../../core/lang/translator';
import { formatNumber } from '../../core/lang/translator';
import type { PeriodTally } from '../../core/overview/countPapers';
import { markup, type Html, type HtmlValue } from '../../pages/html';
import { axisTicks, periodLabels } from './axes';
import { papersText, percentText, periodText, type Series } from './overviewView';
import { lookAttributes } from './barLooks';

export interface ChartModel {
  readonly title: string;
  /** Describes the chart to screen readers. */
  readonly summary: string;
  readonly periods: readonly PeriodTally[];
  /** From the bottom to the top of a stack. */
  readonly series: readonly Series[];
  /** Bars show parts of each period's papers instead of numbers of papers. */
  readonly share?: true;
}

export interface ChartSize {
  readonly height: number;
  /** Returns the position of a fraction of the plot's width, as an SVG length. */
  readonly x: (fraction: number) => string;
}

/** Fraction of a period's width. */
const BAR_WIDTH = 0.82;

/** Space below the plot for the labels of periods, in px. */
export const LABELS_HEIGHT = 22;

/** Horizontal positions are percentages of the page's width. */
export function pageSize(height: number): ChartSize {
  return { height, x: (fraction) => `${round(fraction * 100)}%` };
}

/** Width and height are in px. */
export function fixedSize(width: number, height: number): ChartSize {
  return { height, x: (fraction) => String(round(fraction * width)) };
}

/** Renders the plot of a chart with its axes. `data-period` and `data-part` identify each bar. */
export function chartPlot(model: ChartModel, size: ChartSize, locale: Locale): Html {
  const { periods, series, share } = model;
  const totals = periods.map((tally) => series.reduce((sum, { count }) => sum + count(tally), 0));
  const top = share ? 1 : Math.max(1, ...totals);
  const ticks = axisTicks(top, share === true);
  const highest = ticks.at(-1) ?? top;
  const y = (value: number): number => round(size.height * (1 - value / highest));
  const format = (value: number): string =>
    share ? percentText(value, locale.language) : formatNumber(value, locale.language);
  const lines = ticks.map(
    (value) =>
      markup`<line class="grid" x1="0" x2="${size.x(1)}" y1="${y(value)}" y2="${y(value)}"/><text class="label" x="-8" y="${y(value)}" dy="0.32em" text-anchor="end">${format(value)}</text>`,
  );
  const bars = periods.map((tally, at) => periodBars(tally, at, { model, size, y, locale }));
  return markup`${lines}${bars}${labels(model, size, locale)}`;
}

interface BarContext {
  readonly model: ChartModel;
  readonly size: ChartSize;
  readonly y: (value: number) => number;
  readonly locale: Locale;
}

function periodBars(tally: PeriodTally, at: number, context: BarContext): HtmlValue {
  const { model, size, y, locale } = context;
  const { periods, series, share } = model;
  const x = size.x((at + (1 - BAR_WIDTH) / 2) / periods.length);
  const width = size.x(BAR_WIDTH / periods.length);
  let stacked = 0;
  const bars = series.map(({ key, label, look, count }) => {
    const papers = count(tally);
    if (papers === 0) return undefined;
    const value = share ? papers / tally.papers : papers;
    const upper = y(stacked + value);
    const height = round(y(stacked) - upper);
    stacked += value;
    const tip = locale.t(
      '{0}, {1}: {2}',
      periodText(tally.period, locale.language),
      label,
      share
        ? `${percentText(value, locale.language)} (${papersText(locale, papers)})`
        : papersText(locale, papers),
    );
    return markup`<rect ${lookAttributes(look)} data-part="${key}" x="${x}" width="${width}" y="${upper}" height="${height}"><title>${tip}</title></rect>`;
  });
  return markup`<g data-period="${tally.period}">${bars}</g>`;
}

function labels({ periods }: ChartModel, size: ChartSize, { language }: Locale): HtmlValue {
  const names = periods.map(({ period }) => period);
  return periodLabels(names, language).map(
    ({ at, text, minor }) =>
      markup`<text class="label${minor ? ' minor' : ''}" x="${size.x((at + 0.5) / names.length)}" y="${size.height + 16}" text-anchor="middle">${text}</text>`,
  );
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
