import * as vscode from 'vscode';
import type { AgentLibrary } from '../core/agent/agentLibrary';
import type { ToolAnswer } from '../core/agent/answers';
import { clonePaper, planClone, planKey, type AgentCloner, type ClonePlan } from '../core/agent/clonePaper';
import { ToolError } from '../core/agent/toolArguments';
import { LruMap } from '../core/lang/lruMap';
import { escapeMarkdown, escapeMessage } from '../core/text/sanitize';
import { invocationMessage } from './invocationMessage';
import { joinSentences } from '../core/text/joinSentences';

/** UTF-16 code units of a title in the confirmation. */
const MAX_TITLE = 200;
/** VS Code never runs a declined call, so its entry stays until it is evicted. */
const MAX_ASKED = 20;

/** The tool `papers_clone`. Shows VS Code's confirmation, then clones exactly what it showed. */
export class CloneTool {
  readonly #library: AgentLibrary;
  readonly #cloner: () => Promise<AgentCloner<AbortSignal>>;
  /** Input of a call → plan in its confirmation. */
  readonly #asked = new LruMap<string, string>(MAX_ASKED);

  constructor(library: AgentLibrary, cloner: () => Promise<AgentCloner<AbortSignal>>) {
    this.#library = library;
    this.#cloner = cloner;
  }

  /** A call that cannot or need not clone gets no confirmation; its answer gives the reason. */
  async prepare(input: unknown): Promise<vscode.PreparedToolInvocation> {
    const prepared = { invocationMessage: invocationMessage('papers_clone', input) };
    const key = JSON.stringify(input);
    this.#asked.delete(key);
    try {
      const plan = await planClone(input, this.#library, await this.#cloner());
      if (plan.place.kind === 'present') return prepared;
      this.#asked.set(key, planKey(plan));
      return { ...prepared, confirmationMessages: confirmation(plan) };
    } catch (error) {
      // `invoke` answers with the same error.
      if (error instanceof ToolError) return prepared;
      throw error;
    }
  }

  async invoke(input: unknown, signal: AbortSignal): Promise<ToolAnswer> {
    const key = JSON.stringify(input);
    const agreed = this.#asked.get(key);
    this.#asked.delete(key);
    return clonePaper(input, agreed, this.#library, await this.#cloner(), signal);
  }
}

function confirmation({ paper, repository, place }: ClonePlan): vscode.LanguageModelToolConfirmationMessages {
  const { owner, name, host, ref } = repository;
  const full = `${owner}/${name}`;
  const from = ref === undefined ? host : `${host} (${ref})`;
  const sentences = [
    vscode.l10n.t(
      'Git clones {0} from {1} into {2}.',
      `**${escapeMarkdown(full)}**`,
      escapeMarkdown(from),
      `**${escapeMarkdown(place.folder)}**`,
    ),
    vscode.l10n.t('It is the code of “{0}”.', escapeMarkdown(paper.title.slice(0, MAX_TITLE))),
    vscode.l10n.t('Nothing in it is run.'),
  ];
  return {
    title: escapeMessage(vscode.l10n.t('Clone {0}?', full)),
    message: new vscode.MarkdownString(joinSentences(sentences)),
  };
}
