import { OTHER_TOPIC } from '../../core/topics/topic';
import { PART_KEYS, topicKey } from '../../core/overview/cellQuery';
import type { Overview, Tally } from '../../core/overview/countPapers';
import type { OverviewState } from '../../core/overview/overviewProtocol';
import type { Unit } from '../../core/overview/period';
import { countText, type Locale, formatPercent } from '../../core/lang/translator';
import { longMonth } from '../../core/text/formatDate';

export type OverviewContent =
  | { readonly kind: 'counts'; readonly overview: Overview }
  | { readonly kind: 'failed' };

export interface OverviewView extends Locale {
  readonly state: OverviewState;
  readonly content: OverviewContent;
  readonly topicLabel: (id: string) => string;
}

export interface Series {
  /** Key of the part; see `cellQuery`. */
  readonly key: string;
  readonly label: string;
  /** Index into the looks of `barLooks.ts`. */
  readonly look: number;
  readonly count: (tally: Tally) => number;
}

/** Look of papers with none of the counted topics. */
const OTHER_LOOK = 7;

/** Returns the topics of the stacked chart, from the bottom to the top of a stack. */
export function topicSeries({ topics }: Overview, { topicLabel }: OverviewView): readonly Series[] {
  const named = topics.map((id, at): Series => ({
    key: topicKey(id),
    label: topicLabel(id),
    look: at,
    count: ({ byTopic }) => byTopic[at] ?? 0,
  }));
  const other: Series = {
    key: PART_KEYS.other,
    label: topicLabel(OTHER_TOPIC),
    look: OTHER_LOOK,
    count: ({ byTopic }) => byTopic.at(-1) ?? 0,
  };
  return [...named, other];
}

/** Returns the parts with and without code. */
export function codeSeries({ t }: Locale): readonly Series[] {
  return [
    { key: PART_KEYS.withCode, label: t('With code'), look: 0, count: ({ withCode }) => withCode },
    {
      key: PART_KEYS.withoutCode,
      label: t('Without code'),
      look: OTHER_LOOK,
      count: ({ papers, withCode }) => papers - withCode,
    },
  ];
}

/** Formats a number of papers. */
export function papersText(locale: Locale, count: number): string {
  return countText(locale, count, { one: '{0} paper', other: '{0} papers' });
}

/** Formats the share of papers with code, such as "38%"; empty without papers. */
export function shareText({ papers, withCode }: Tally, { language }: Pick<Locale, 'language'>): string {
  return papers === 0 ? '' : percentText(withCode / papers, language);
}

/** Formats a fraction as whole percent. */
export function percentText(fraction: number, language: string): string {
  return formatPercent(fraction, language);
}

/** Formats a period, such as "May 2023" or "2023". */
export function periodText(period: string, language: string): string {
  return longMonth(period, language);
}

/** Returns the message that states the period of each bar. */
export function unitText(unit: Unit, { t }: Locale): string {
  return unit === 'month' ? t('Month') : t('Year');
}
