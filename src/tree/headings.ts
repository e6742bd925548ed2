import * as vscode from 'vscode';
import { longMonth, shortDay } from '../core/text/formatDate';
import { OTHER_TOPIC, type Topic } from '../core/topics/topics';
import { NEW_GROUP, publishedMonthOf, type Grouping } from './model/groups';
import { messageLanguage } from '../messageLocale';

export interface Heading {
  readonly label: string;
  readonly icon: string;
  readonly tooltip?: string;
  /** Set for a topic that a search can name, whose menu saves that search. */
  readonly isTopic?: true;
}

/** Returns the heading of a group from its key. */
export function groupHeading(key: string, by: Grouping, topics: readonly Topic[]): Heading {
  const language = messageLanguage();
  if (key === NEW_GROUP) return { label: vscode.l10n.t('New'), icon: 'inbox' };
  switch (by) {
    case 'topic': {
      const topic = topics.find(({ id }) => id === key);
      if (topic === undefined) return { label: vscode.l10n.t('Other'), icon: 'ellipsis' };
      const { label, icon } = topic;
      return topic.id === OTHER_TOPIC ? { label, icon } : { label, icon, isTopic: true };
    }
    case 'month':
      return { label: longMonth(key, language) || undatedLabel(), icon: 'calendar' };
    case 'day':
      return (
        publishedHeading(key, language) ?? {
          label: shortDay(key, language) || undatedLabel(),
          icon: 'calendar',
        }
      );
    case 'code':
      return key === 'code'
        ? { label: vscode.l10n.t('With code'), icon: 'code' }
        : { label: vscode.l10n.t('Without code'), icon: 'note' };
  }
}

function publishedHeading(key: string, language: string): Heading | undefined {
  const month = publishedMonthOf(key);
  if (month === undefined) return undefined;
  return {
    label: vscode.l10n.t('Published {0}', longMonth(month, language)),
    icon: 'history',
    tooltip: vscode.l10n.t('The day on which the feed featured these papers is unknown.'),
  };
}

function undatedLabel(): string {
  return vscode.l10n.t('Undated');
}
