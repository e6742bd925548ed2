import * as vscode from 'vscode';
import type { AgentLibrary } from '../core/agent/agentLibrary';
import type { ToolAnswer } from '../core/agent/answers';
import { clonePaper, planClone, planKey, type AgentCloner, type ClonePlan } from '../core/agent/clonePaper';
import { ToolError } from '../core/agent/toolArguments';
import { LruMap } from '../core/lang/lruMap';
import { escapeMarkdown, escapeMessage } from '../core/text/sanitize';
import { invocationMessage } from './invocationMessage';
import { joinSentences } from '../core/text/joinSentences';

/** Maximum length of a title in the confirmation, in UTF-16 code units. */
const MAX_TITLE = 200;
/** Maximum number of remembered questions. A call never runs after the user declined its question. */
const MAX_ASKED = 20;

/** The tool `papers_clone`: shows VS Code's confirmation, then clones exactly what was shown there. */
export class CloneTool {
  readonly #library: AgentLibrary;
  readonly #cloner: () => Promise<AgentCloner<AbortSignal>>;
  /** Input of the call → the plan in the confirmation that was shown. */
  readonly #asked = new LruMap<string, string>(MAX_ASKED);

  constructor(library: AgentLibrary, cloner: () => Promise<AgentCloner<AbortSignal>>) {
    this.#library = library;
    this.#cloner = cloner;
  }

  /** Returns the confirmation; none for a call that cannot or need not clone. The answer gives the reason. */
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
      // `invoke` fails with the same error and answers with it.
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
