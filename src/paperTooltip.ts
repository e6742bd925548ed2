import * as vscode from 'vscode';
import { beginning } from './core/text/beginning';
import { longDay } from './core/text/formatDate';
import { inertMarkdown } from './core/text/sanitize';
import { newsDay } from './core/paper/newestFirst';
import type { Paper } from './core/paper/paper';
import type { Topic } from './core/topics/topics';

/** Authors named in a tooltip before "and n more". */
const NAMED = 6;

/** Keywords in a tooltip; the paper's page has them all. */
const KEYWORDS = 6;

/**
 * The tooltip of a paper, for trees and hovers: title, authors, day, topics, repositories, votes, and the AI summary
 * (named as such) or the beginning of the abstract. All of it comes from outside and stays plain text.
 */
export function paperTooltip(
  paper: Paper,
  topics: readonly Pick<Topic, 'id' | 'label'>[],
): vscode.MarkdownString {
  const labels = new Map(topics.map(({ id, label }) => [id, label]));
  const about = [
    longDay(paper.published, vscode.env.language),
    newsInWords(paper),
    paper.topics.map((id) => labels.get(id) ?? id).join(', '),
    paper.repositories.map(({ owner, name }) => `${owner}/${name}`).join(', '),
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
    `**${inertMarkdown(paper.title.trim())}**`,
    inertMarkdown(authorLine(paper)),
    inertMarkdown(joined(about)),
    inertMarkdown(joined(readersLine(paper))),
    inertMarkdown(text),
    keywords.length > 0
      ? inertMarkdown(vscode.l10n.t('AI keywords: {0}', keywords.slice(0, KEYWORDS).join(', ')))
      : '',
  ];
  return tooltip.appendMarkdown(paragraphs.filter((paragraph) => paragraph !== '').join('\n\n'));
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' · ');
}

function authorLine({ authors, authorCount }: Paper): string {
  if (authors.length === 0) {
    if (authorCount === 0) return '';
    return authorCount === 1 ? vscode.l10n.t('1 author') : vscode.l10n.t('{0} authors', authorCount);
  }
  const named = authors.slice(0, NAMED).join(', ');
  const rest = Math.max(authors.length, authorCount) - NAMED;
  return rest > 0 ? vscode.l10n.t('{0} and {1} more', named, rest) : named;
}

/** Votes, comments and the repository's stars, as far as they are known. */
function readersLine({ upvotes, comments, stars }: Paper): string[] {
  return [upvotesInWords(upvotes), commentsInWords(comments), starsInWords(stars)];
}

/** The day on the Daily Papers page, which is mostly some days after publication. */
function newsInWords(paper: Paper): string {
  const day = newsDay(paper);
  if (day === '' || day === paper.published) return '';
  return vscode.l10n.t('featured {0}', longDay(day, vscode.env.language));
}

function upvotesInWords(count: number | undefined): string {
  if (count === undefined) return '';
  return count === 1 ? vscode.l10n.t('1 upvote') : vscode.l10n.t('{0} upvotes', count);
}

function commentsInWords(count: number): string {
  if (count === 0) return '';
  return count === 1 ? vscode.l10n.t('1 comment') : vscode.l10n.t('{0} comments', count);
}

function starsInWords(count: number | undefined): string {
  if (count === undefined) return '';
  return count === 1 ? vscode.l10n.t('1 star') : vscode.l10n.t('{0} stars', count);
}
