import { parseFullText } from '../fullText/parseFullText';
import { safeMarkdown } from '../fullText/safeMarkdown';
import { omitUndefined } from '../lang/omitUndefined';
import { isArxivId } from '../links/arxiv';
import type { Paper } from '../paper/paper';
import type { AgentLibrary } from './agentLibrary';
import { paperSummary, UNTRUSTED, type ToolAnswer } from './answers';
import { namedPaper } from './namedPaper';
import { ToolError, type ToolArguments } from './toolArguments';
import { DEFAULT_CHARS, MAX_CHARS, MAX_PAPERS } from './limits';
import { PARTS, type Part } from './tools';

/** Papers that index other papers link to hundreds. */
const MAX_REPOSITORIES = 20;
const MAX_KEYWORDS = 12;
/** Some papers have more than a thousand authors. */
const MAX_AUTHORS = 25;

/** Other names that models give to the full text. */
const FULL_TEXT = /^(full|content|text|paper|pdf|body)/i;

/** Answers `papers_read`. */
export async function readPart(args: ToolArguments, library: AgentLibrary): Promise<ToolAnswer> {
  const paper = namedPaper(args, library);
  const part = partOf(args.text('part') ?? 'summary');
  const given = { status: 'ok', id: paper.id, title: paper.title, part } as const;
  const answer = async (): Promise<Readonly<Record<string, unknown>>> => {
    switch (part) {
      case 'summary':
        return summary(paper, library);
      case 'abstract':
        return slice(paper.abstract, args);
      case 'fullText':
        return fullText(paper, args, library);
      case 'bibtex':
        return slice(library.bibtex(paper), args);
      case 'related':
        return { papers: await related(paper, args, library) };
      case 'repositories':
        return repositories(paper, args);
    }
  };
  return { ...given, note: UNTRUSTED, ...(await answer()) };
}

function partOf(name: string): Part {
  const part = PARTS.find((one) => one.toLowerCase() === name.toLowerCase());
  if (part !== undefined) return part;
  if (FULL_TEXT.test(name)) return 'fullText';
  throw new ToolError('invalid_argument', `"part" must be one of ${PARTS.join(', ')}.`);
}

/**
 * Returns a part of the kept text. Images become links, because some clients load the images of an answer.
 * @throws ToolError if the text is not kept, because tools send no requests
 */
async function fullText(
  { id }: Paper,
  args: ToolArguments,
  library: AgentLibrary,
): Promise<Readonly<Record<string, unknown>>> {
  const kept = await library.fullText(id);
  if (kept === undefined) {
    const pdf = isArxivId(id) ? ` Its PDF is at https://arxiv.org/pdf/${id}.` : '';
    throw new ToolError(
      'not_available',
      `The full text is not kept on this machine. The user can keep it with the command "Papers: Open Full Text".${pdf} Read "abstract" instead.`,
    );
  }
  const { kind, markdown } = parseFullText(kept);
  const text = safeMarkdown(markdown, { images: false, imageLabel: 'Image' });
  return { complete: kind === 'full', ...slice(text, args) };
}

function summary(paper: Paper, library: AgentLibrary): Readonly<Record<string, unknown>> {
  const { id, published, authors, authorCount, topics, category, upvotes, stars, comments } = paper;
  return omitUndefined({
    date: published === '' ? undefined : published,
    authors: authors.slice(0, MAX_AUTHORS),
    authorCount: Math.max(authorCount, authors.length),
    topics,
    category,
    upvotes,
    comments,
    stars,
    featuredOn: paper.featuredOn.at(-1),
    aiSummary: paper.aiSummary,
    keywords: paper.keywords?.slice(0, MAX_KEYWORDS),
    repositories: paper.repositories.slice(0, MAX_REPOSITORIES).map(({ url }) => url),
    links: paper.links.slice(0, MAX_REPOSITORIES).map(({ url }) => url),
    saved: library.isSaved(id),
    read: library.isRead(id),
    abstractChars: paper.abstract.length,
  });
}

/** Never splits a surrogate pair. */
function slice(text: string, args: ToolArguments): Readonly<Record<string, unknown>> {
  const maxChars = args.count('maxChars', DEFAULT_CHARS, 1, MAX_CHARS);
  const asked = args.count('offset', 0, 0, text.length);
  const start = isInPair(text, asked) ? asked - 1 : asked;
  const cut = Math.min(text.length, start + maxChars);
  const end = cut < text.length && isInPair(text, cut) ? cut + 1 : cut;
  return omitUndefined({
    text: text.slice(start, end),
    totalChars: text.length,
    next: end < text.length ? end : undefined,
  });
}

function isInPair(text: string, at: number): boolean {
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(Math.max(0, at - 1), at + 1));
}

async function related(
  { id }: Paper,
  args: ToolArguments,
  library: AgentLibrary,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const offset = args.count('offset', 0, 0, MAX_PAPERS);
  const found = await library.related(id, MAX_PAPERS);
  return found
    .slice(offset)
    .map(({ paper, shared }) => ({ ...paperSummary(paper), shared: shared.slice(0, 5) }));
}

function repositories({ repositories: all }: Paper, args: ToolArguments): Readonly<Record<string, unknown>> {
  const offset = args.count('offset', 0, 0, all.length);
  const end = offset + MAX_REPOSITORIES;
  return omitUndefined({
    repositories: all
      .slice(offset, end)
      .map(({ url, host, owner, name, ref, folder }) =>
        omitUndefined({ url, host, owner, name, ref, folder }),
      ),
    total: all.length,
    next: end < all.length ? end : undefined,
  });
}
