import type { Paper } from '../paper/paper';
import { literalMarkdown, literalMarkdownPart } from '../text/literalMarkdown';
import { UNTRUSTED } from './answers';

/** Some papers have more than a thousand authors. */
const MAX_AUTHORS = 50;

/**
 * Returns a paper as a Markdown document, for a client that shows it or adds it to a conversation.
 * @param bibtex the paper's BibTeX entry
 */
export function paperMarkdown(paper: Paper, bibtex: string): string {
  const { title, abstract, published, authors, topics, category } = paper;
  const more = Math.max(paper.authorCount, authors.length) - Math.min(authors.length, MAX_AUTHORS);
  const named = authors.slice(0, MAX_AUTHORS).map(literalMarkdownPart).join(', ');
  const facts = [
    named === '' ? undefined : `Authors: ${named}${more > 0 ? ` and ${more} more` : ''}`,
    published === '' ? undefined : `Date: ${published}`,
    category === undefined ? undefined : `Category: ${category}`,
    topics.length === 0 ? undefined : `Topics: ${topics.join(', ')}`,
    ...paper.repositories.map(({ url }) => `Code: <${url}>`),
    ...paper.links.map(({ url }) => `Link: <${url}>`),
  ].filter((fact) => fact !== undefined);
  return [
    `# ${literalMarkdown(title)}`,
    `> ${UNTRUSTED}`,
    facts.map((fact) => `- ${fact}`).join('\n'),
    '## Abstract',
    literalMarkdown(abstract),
    '## BibTeX',
    `\`\`\`bibtex\n${bibtex}\n\`\`\``,
    '',
  ].join('\n\n');
}
