import { snippet } from '../highlight/snippet';
import { omitUndefined } from '../lang/omitUndefined';
import { asksForNotes, asksForTexts } from '../query/queryNeeds';
import { isEmpty, MAX_FILTERS, MAX_QUERY_LENGTH, parseQuery, type Query } from '../query/parseQuery';
import { isTopicName, similarTopics } from '../query/similarTopics';
import { suggestionsFor, type QuerySuggestion } from '../query/suggestions';
import type { AgentLibrary } from './agentLibrary';
import { aboutLibrary, paperSummary, type ToolAnswer } from './answers';
import { ToolError, type ToolArguments } from './toolArguments';
import { DEFAULT_PAPERS, MAX_PAPERS } from './limits';

/** Maximum. Ranking time grows with the offset. */
export const MAX_OFFSET = 1_000;
const MAX_REASON = 200;
const MAX_WARNINGS = 3;
const MAX_WARNED = 60;

/** Answers `papers_search`. An empty query returns the newest papers. */
export async function searchPapers(args: ToolArguments, library: AgentLibrary): Promise<ToolAnswer> {
  const text = args.text('query') ?? '';
  if (text.length > MAX_QUERY_LENGTH)
    throw new ToolError('invalid_argument', `"query" is longer than ${MAX_QUERY_LENGTH} characters.`);
  const limit = args.count('limit', DEFAULT_PAPERS, 1, MAX_PAPERS);
  const offset = args.count('offset', 0, 0, MAX_OFFSET);
  const query = parseQuery(text);
  if (!library.readsNotes && asksForNotes(query))
    throw new ToolError(
      'not_available',
      'The user’s notes are files in a VS Code workspace, which this server does not read. Search without has:note, tag: and note:. In VS Code, the tool papers_search reads them.',
    );
  for (const clause of query.clauses) {
    if (clause.kind !== 'text' || clause.field !== 'topic' || isTopicName(clause.text, library.topics()))
      continue;
    throw new ToolError(
      'invalid_argument',
      unknownTopic(clause.text, similarTopics({ ...clause, open: false }, library.topics())),
    );
  }
  // One more result shows whether there is a next page.
  const hits = await library.search(query, {
    limit: offset + limit + 1,
    typing: false,
  });
  const page = hits.slice(offset, offset + limit);
  const next = offset + limit;
  const mistakes = mistakesOf(query);
  if (page.length === 0) return { ...noMatch(library, offset), ...mistakes };
  const papers: object[] = [];
  for (const hit of page) {
    const inText = asksForTexts(query) ? await library.textExcerpt(hit.paper.id, query) : undefined;
    papers.push({
      ...paperSummary(hit.paper),
      ...(isEmpty(query) ? {} : { matched: (inText ?? snippet(hit, query)).slice(0, MAX_REASON) }),
    });
  }
  const more = hits.length > next && next <= MAX_OFFSET ? next : undefined;
  return { status: 'ok', ...mistakes, ...aboutLibrary(library), papers, ...omitUndefined({ next: more }) };
}

/**
 * Returns warnings about words that look like filters. Otherwise a model would take papers with these words for papers
 * that passed the filter.
 */
function mistakesOf(query: Query): { readonly warnings?: readonly string[] } {
  const warnings = suggestionsFor(query).slice(0, MAX_WARNINGS).map(warning);
  return warnings.length === 0 ? {} : { warnings };
}

function warning({ kind, typed, instead }: QuerySuggestion): string {
  const part = typed.slice(0, MAX_WARNED);
  if (kind === 'filter')
    return `At most ${MAX_FILTERS} filters are used: ${part} and the filters after it were ignored.`;
  const dates = kind === 'date' ? ' Dates are written 2024, 2024-06 or 2024-06-01.' : '';
  const labels = instead.map(({ label }) => label.slice(0, MAX_WARNED)).join(', ');
  const meant = labels === '' ? dates : ` Perhaps meant: ${labels}.`;
  return `${part} is not a filter and was searched as words.${meant}`;
}

function noMatch(library: AgentLibrary, offset: number): ToolAnswer {
  const message =
    offset > 0
      ? 'There are no more papers for this query.'
      : 'No paper held on this machine matches. Try fewer, other or more general words, or drop a filter. If that finds nothing, say that this library does not have it.';
  return { status: 'no_match', message, ...aboutLibrary(library), papers: [] };
}

function unknownTopic(name: string, near: readonly string[] | undefined): string {
  const instead =
    near === undefined || near.length === 0 ? '' : ` Topics with a similar name: ${near.join(', ')}.`;
  return `There is no topic "${name.slice(0, 60)}".${instead} Search with words instead, or call papers_list without a topic.`;
}
