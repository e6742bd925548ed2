import {
  McpServer,
  ResourceNotFoundError,
  ResourceTemplate,
  type CallToolResult,
  type StandardSchemaWithJSON,
} from '@modelcontextprotocol/server';
import { callTool } from '../../core/agent/callTool';
import { paperMarkdown } from '../../core/agent/paperMarkdown';
import { agentTool, type AgentTool, type ReadingToolName } from '../../core/agent/tools';
import { parsePaperUrl } from '../../core/links/arxiv';
import type { AgentLibrary } from '../../core/agent/agentLibrary';

/** Newest papers in the list of resources. Others can be read by address. */
const MAX_RESOURCES = 20;

/** Without cloning, which needs a window to ask the user. */
const TOOLS: readonly (readonly [name: ReadingToolName, title: string])[] = [
  ['papers_search', 'Search Papers'],
  ['papers_read', 'Read Paper'],
  ['papers_list', 'List Papers'],
];

/** Creates an MCP server over a library, with the papers as resources. */
export function createServer(library: AgentLibrary, version: string): McpServer {
  const server = new McpServer({ name: 'daily-papers', title: 'Daily Papers', version });
  for (const [name, title] of TOOLS) {
    const { description, inputSchema } = agentTool(name);
    server.registerTool(
      name,
      {
        title,
        description,
        inputSchema: uncheckedSchema(inputSchema),
        annotations: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
      },
      async (args, { mcpReq }) => result(await callTool(name, args, library, mcpReq.signal)),
    );
  }
  const template = new ResourceTemplate('paper://{+id}', {
    list: async () => {
      await library.ready();
      const newest = library.papers().slice(0, MAX_RESOURCES);
      return {
        resources: newest.map(({ id, title }) => ({
          uri: `paper://${id}`,
          name: id,
          title,
          mimeType: MARKDOWN,
        })),
      };
    },
  });
  const description = 'A paper of the library as Markdown: facts, links, abstract, BibTeX.';
  server.registerResource(
    'paper',
    template,
    { title: 'Paper', description, mimeType: MARKDOWN },
    async (uri) => {
      await library.ready();
      const id = decodeURIComponent(uri.href.replace(/^paper:\/\//, ''));
      const paper = library.paper(parsePaperUrl(id) ?? id);
      if (paper === undefined) throw new ResourceNotFoundError(uri.href);
      const text = paperMarkdown(paper, library.bibtex(paper));
      return { contents: [{ uri: uri.href, mimeType: MARKDOWN, text }] };
    },
  );
  return server;
}

const MARKDOWN = 'text/markdown';

function result(answer: Awaited<ReturnType<typeof callTool>>): CallToolResult {
  return { content: [{ type: 'text', text: JSON.stringify(answer) }], isError: 'error' in answer };
}

/** Accepts any arguments: `callTool` answers bad ones with an error that a model can act on. */
function uncheckedSchema(schema: AgentTool['inputSchema']): StandardSchemaWithJSON {
  const json = (): Record<string, unknown> => ({ ...schema });
  return {
    '~standard': {
      version: 1,
      vendor: 'daily-papers',
      validate: (value) => ({ value }),
      jsonSchema: { input: json, output: json },
    },
  };
}
