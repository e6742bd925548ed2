import type { AgentLibrary, Cancellation } from './agentLibrary';
import type { ToolAnswer } from './answers';
import { listPapers } from './listPapers';
import { readPart } from './readPart';
import { searchPapers } from './searchPapers';
import { ToolArguments, ToolError } from './toolArguments';
import type { ReadingToolName } from './tools';

/** Runs a tool that reads the library. Never rejects: a failure is an answer with a `status`. */
export function callTool(
  name: ReadingToolName,
  args: unknown,
  library: AgentLibrary,
  signal?: Cancellation,
): Promise<ToolAnswer> {
  return answerOrError(async () => {
    const given = new ToolArguments(args);
    await library.ready();
    throwIfCancelled(signal);
    switch (name) {
      case 'papers_search':
        return searchPapers(given, library);
      case 'papers_read':
        return readPart(given, library);
      case 'papers_list':
        return listPapers(given, library);
    }
  });
}

/** Runs a tool. Turns an error into an answer with a message. */
export async function answerOrError(run: () => Promise<ToolAnswer>): Promise<ToolAnswer> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof ToolError) return { status: error.status, error: error.message };
    const why = error instanceof Error ? error.message : String(error);
    return { status: 'failed', error: `The paper library could not answer: ${why}` };
  }
}

export function throwIfCancelled(signal: Cancellation | undefined): void {
  if (signal?.aborted === true) throw new ToolError('cancelled', 'The call was cancelled.');
}
