import type { Paper } from '../paper/paper';
import type { AgentLibrary } from './agentLibrary';
import { coverage } from './answers';
import { ToolError, type ToolArguments } from './toolArguments';

/** Returns the paper that a call names. @throws ToolError if the library has no such paper */
export function namedPaper(args: ToolArguments, library: Pick<AgentLibrary, 'paper' | 'papers'>): Paper {
  const id = args.paperId();
  const paper = library.paper(id);
  if (paper !== undefined) return paper;
  throw new ToolError(
    'not_found',
    `This library has no paper "${id.slice(0, 80)}". Call papers_search with words of its title. ${coverage(library)}`,
  );
}
