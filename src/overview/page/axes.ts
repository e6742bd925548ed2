import { shortMonth } from '../../core/text/formatDate';

const MAX_STEPS = 5;

/** Returns values for an axis from 0 to at least `top`: multiples of a round step. */
export function axisTicks(top: number, share: boolean): readonly number[] {
  const step = share ? 0.25 : niceStep(top / MAX_STEPS);
  const count = Math.ceil(top / step);
  return Array.from({ length: count + 1 }, (_, at) => at * step);
}

function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, least)));
  const steps = [1, 2, 2.5, 5, 10].map((factor) => factor * power);
  return steps.find((step) => step >= least && Number.isInteger(step)) ?? 10 * power;
}

export interface PeriodLabel {
  readonly at: number;
  readonly text: string;
  /** Omitted if there is little room. */
  readonly minor: boolean;
}

const MAX_LABELLED_YEARS = 12;

const MAX_LABELLED_MONTHS = 14;

/** Returns as many labels as fit: years for January, short names for other months. */
export function periodLabels(periods: readonly string[], language: string): readonly PeriodLabel[] {
  return periods.flatMap((period, at): readonly PeriodLabel[] => {
    const [year = '', month] = period.split('-');
    if (month === undefined) {
      const shown = periods.length <= MAX_LABELLED_YEARS || Number(year) % 5 === 0;
      return shown ? [{ at, text: year, minor: false }] : [];
    }
    if (month === '01') return [{ at, text: year, minor: false }];
    const isQuarter = Number(month) % 3 === 1;
    if (!isQuarter && periods.length > MAX_LABELLED_MONTHS) return [];
    return [{ at, text: shortMonth(period, language), minor: !isQuarter || periods.length > 24 }];
  });
}
