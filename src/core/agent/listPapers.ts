import { omitUndefined } from '../lang/omitUndefined';
import type { Paper } from '../paper/paper';
import { isTopicName } from '../query/similarTopics';
import type { AgentLibrary } from './agentLibrary';
import { aboutLibrary, paperSummary, type ToolAnswer } from './answers';
import { ToolError, type ToolArguments } from './toolArguments';
import { DEFAULT_PAPERS, MAX_PAPERS } from './limits';

/** Newest first. */
export function listPapers(args: ToolArguments, library: AgentLibrary): ToolAnswer {
  const limit = args.count('limit', DEFAULT_PAPERS, 1, MAX_PAPERS);
  const offset = args.count('offset', 0, 0, Number.MAX_SAFE_INTEGER);
  const [saved, unread, fresh] = [args.flag('saved'), args.flag('unread'), args.flag('new')];
  const named = args.text('topic');
  const topic = named === undefined ? undefined : topicId(named, library);
  const passes = ({ id, topics }: Paper): boolean =>
    (!saved || library.isSaved(id)) &&
    (!unread || !library.isRead(id)) &&
    (!fresh || library.isNew(id)) &&
    (topic === undefined || topics.includes(topic));
  const found = library.papers().filter(passes);
  const papers = found.slice(offset, offset + limit).map((paper) => ({
    ...paperSummary(paper),
    ...(library.isSaved(paper.id) && { saved: true }),
  }));
  const next = found.length > offset + limit ? offset + limit : undefined;
  const about = aboutLibrary(library);
  if (papers.length === 0) {
    const message = `No ${found.length === 0 ? '' : 'more '}paper passes these conditions.`;
    return { status: 'no_match', message, ...about, total: found.length, papers };
  }
  return { status: 'ok', ...about, total: found.length, papers, ...omitUndefined({ next }) };
}

/** @throws ToolError with all ids if no topic has this id or label */
function topicId(name: string, library: AgentLibrary): string {
  const topics = library.topics();
  const found = topics.find((topic) => isTopicName(name, [topic]));
  if (found !== undefined) return found.id;
  const ids = topics.map(({ id }) => id).join(', ');
  throw new ToolError('invalid_argument', `There is no topic "${name.slice(0, 60)}". Topics: ${ids}.`);
}
