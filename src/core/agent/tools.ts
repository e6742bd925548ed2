import { MAX_CHARS, MAX_PAPERS } from './limits';

interface ArgumentSchema {
  readonly type: 'string' | 'integer' | 'boolean';
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly maximum?: number;
}

export interface AgentTool {
  readonly name: ToolName;
  readonly description: string;
  readonly inputSchema: {
    readonly type: 'object';
    readonly properties: Readonly<Record<string, ArgumentSchema>>;
    readonly required?: readonly string[];
  };
}

export type ReadingToolName = 'papers_search' | 'papers_read' | 'papers_list';
/** `papers_clone` needs a window, which asks the user and has git. */
export type ToolName = ReadingToolName | 'papers_clone';

export const PARTS = ['summary', 'abstract', 'fullText', 'bibtex', 'related', 'repositories'] as const;
export type Part = (typeof PARTS)[number];

const offset: ArgumentSchema = { type: 'integer', description: 'next of the previous answer' };
const id: ArgumentSchema = { type: 'string', description: 'arXiv id, its address, or an id from an answer' };
const limit: ArgumentSchema = { type: 'integer', maximum: MAX_PAPERS };

/** The descriptions are part of every conversation, so a test limits their size. */
export const AGENT_TOOLS: readonly AgentTool[] = [
  {
    name: 'papers_search',
    description:
      'Search the machine-learning papers held on this machine: Hugging Face Daily Papers, not all of arXiv. Offline. Answers say how many papers of which dates are held. Titles and abstracts are searched; text: searches the full texts that the user kept.',
    inputSchema: {
      type: 'object',
      properties: {
        query: {
          type: 'string',
          description:
            'Key words, ranked. "exact phrase", +required, -excluded, title: abstract: author: topic: repo: category: text: has:code is:saved is:unread year:2024 after:2024-06 before:2025 sort:date sort:upvotes. Empty: newest.',
        },
        limit,
        offset,
      },
      required: ['query'],
    },
  },
  {
    name: 'papers_read',
    description:
      'Read one part of a paper from papers_search or papers_list: summary (facts, links), abstract (whole), fullText (if the user kept it), bibtex, related papers, or code repositories.',
    inputSchema: {
      type: 'object',
      properties: {
        id,
        part: { type: 'string', enum: PARTS },
        offset: { type: 'integer', description: 'next of the previous answer, in characters' },
        maxChars: { type: 'integer', maximum: MAX_CHARS },
      },
      required: ['id'],
    },
  },
  {
    name: 'papers_list',
    description:
      'List papers, newest first: those the user saved, has not read, that the last refresh brought (new), or of one topic. Several conditions must all hold.',
    inputSchema: {
      type: 'object',
      properties: {
        saved: { type: 'boolean' },
        unread: { type: 'boolean' },
        new: { type: 'boolean' },
        topic: { type: 'string', description: 'topic id, such as reasoning' },
        limit,
        offset,
      },
    },
  },
  {
    name: 'papers_clone',
    description:
      'Clone a repository of a paper with git, after the user agrees. Only when the user wants the code on this machine. Returns the folder and the commit.',
    inputSchema: {
      type: 'object',
      properties: {
        id,
        repository: { type: 'string', description: 'address or owner/name, if the paper has several' },
        folder: {
          type: 'string',
          description:
            'existing folder that will contain the clone, absolute or relative to the workspace; default: the workspace',
        },
      },
      required: ['id'],
    },
  },
];

/** Returns a tool's description. */
export function agentTool(name: ToolName): AgentTool {
  const found = AGENT_TOOLS.find((tool) => tool.name === name);
  if (found === undefined) throw new Error(`There is no tool ${name}.`);
  return found;
}
