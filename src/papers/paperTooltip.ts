import * as vscode from 'vscode';
import { beginning } from '../core/text/beginning';
import { longDay } from '../core/text/formatDate';
import { escapeMarkdown } from '../core/text/sanitize';
import { featuredDay } from '../core/paper/newestFirst';
import type { Paper } from '../core/paper/paper';
import type { Topic } from '../core/topics/topics';
import { marksLegend } from './paperDecorations';
import type { PaperState } from './paperStates';
import { countMessage, messageLanguage } from '../messageLocale';

const MAX_AUTHORS = 6;

const MAX_KEYWORDS = 6;

/**
 * Returns a paper's tooltip for trees and hovers: facts, and the AI summary (labelled) or the beginning of the
 * abstract. Escapes everything, because the text is untrusted.
 * @param state marks whose symbols the tooltip explains
 * @param reason why the row has its position
 */
export function paperTooltip(
  paper: Paper,
  topics: readonly Pick<Topic, 'id' | 'label'>[],
  state?: PaperState,
  reason = '',
): vscode.MarkdownString {
  const labels = new Map(topics.map(({ id, label }) => [id, label]));
  const about = [
    longDay(paper.published, messageLanguage()),
    featuredText(paper),
    paper.topics.map((id) => labels.get(id) ?? id).join(', '),
    paper.repositories.map(({ owner, name }) => `${owner}/${name}`).join(', '),
    state?.added === true ? vscode.l10n.t('added by you') : '',
  ];
  const { aiSummary, keywords = [] } = paper;
  const text =
    aiSummary === undefined
      ? beginning(paper.abstract)
      : vscode.l10n.t('AI summary: {0}', beginning(aiSummary));
  const tooltip = new vscode.MarkdownString();
  tooltip.isTrusted = false;
  tooltip.supportHtml = false;
  tooltip.supportThemeIcons = false;
  const paragraphs = [
    `**${escapeMarkdown(paper.title.trim())}**`,
    escapeMarkdown(authorLine(paper)),
    escapeMarkdown(joinParts(about)),
    escapeMarkdown(joinParts(countsLine(paper))),
    state ? marksLegend(state, markLabels()) : '',
    escapeMarkdown(reason),
    escapeMarkdown(text),
    keywords.length > 0
      ? escapeMarkdown(vscode.l10n.t('AI keywords: {0}', keywords.slice(0, MAX_KEYWORDS).join(', ')))
      : '',
  ];
  return tooltip.appendMarkdown(paragraphs.filter((paragraph) => paragraph !== '').join('\n\n'));
}

function markLabels(): Parameters<typeof marksLegend>[1] {
  return {
    code: vscode.l10n.t('code arrived'),
    saved: vscode.l10n.t('saved'),
    read: vscode.l10n.t('read'),
    new: vscode.l10n.t('new'),
    noted: vscode.l10n.t('has a note'),
    cloned: vscode.l10n.t('cloned'),
  };
}

function joinParts(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' · ');
}

function authorLine({ authors, authorCount }: Paper): string {
  if (authors.length === 0) {
    if (authorCount === 0) return '';
    return countMessage(authorCount, { one: '{0} author', other: '{0} authors' });
  }
  const named = authors.slice(0, MAX_AUTHORS).join(', ');
  const rest = Math.max(authors.length, authorCount) - MAX_AUTHORS;
  return rest > 0 ? vscode.l10n.t('{0} and {1} more', named, rest) : named;
}

function countsLine({ upvotes, comments, stars }: Paper): string[] {
  return [upvotesText(upvotes), commentsText(comments), starsText(stars)];
}

/** Returns the day on the Daily Papers page; empty if it is the publication day. */
function featuredText(paper: Paper): string {
  const day = featuredDay(paper);
  if (day === '' || day === paper.published) return '';
  return vscode.l10n.t('featured {0}', longDay(day, messageLanguage()));
}

function upvotesText(count: number | undefined): string {
  if (count === undefined) return '';
  return countMessage(count, { one: '{0} upvote', other: '{0} upvotes' });
}

function commentsText(count: number): string {
  if (count === 0) return '';
  return countMessage(count, { one: '{0} comment', other: '{0} comments' });
}

function starsText(count: number | undefined): string {
  if (count === undefined) return '';
  return countMessage(count, { one: '{0} star', other: '{0} stars' });
}
