import * as vscode from 'vscode';
import type { PaperMention } from '../core/links/paperMentions';
import { arxivPages } from '../core/links/arxiv';
import type { Paper } from '../core/paper/paper';
import { Command } from '../ids';
import type { StateOf } from '../papers/paperStates';
import { paperTooltip } from '../papers/paperTooltip';
import { unknownArxivPaper } from '../papers/unknownPaper';
import type { ChosenBibliographies } from './citation/findBibliography';
import { mentionAtPosition } from './mentionAtPosition';
import type { EditorLibrary, PaperLookup } from './paperLookup';

const MAX_PAPERS = 3;

/** Commands that a hover may run. VS Code shows links to other commands as text. */
const HOVER_COMMANDS: readonly string[] = [
  Command.openPaper,
  Command.saveToReadingList,
  Command.removeFromReadingList,
  Command.cloneRepository,
  Command.copyBibtex,
  Command.addPaper,
];

/** Shows the paper under the pointer: title, authors, date, topics, summary and actions. */
export class PaperHover implements vscode.HoverProvider {
  readonly #library: EditorLibrary;
  readonly #lookup: PaperLookup;
  readonly #chosen: ChosenBibliographies;
  readonly #stateOf: StateOf;

  constructor(library: EditorLibrary, lookup: PaperLookup, chosen: ChosenBibliographies, stateOf: StateOf) {
    this.#library = library;
    this.#lookup = lookup;
    this.#chosen = chosen;
    this.#stateOf = stateOf;
  }

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    const found = await mentionAtPosition(document, position, this.#chosen);
    if (!found) return undefined;
    const papers = await this.#lookup.papersNamed(found.mention);
    if (token.isCancellationRequested) return undefined;
    const contents = papers.slice(0, MAX_PAPERS).flatMap((paper) => {
      const state = this.#stateOf(paper);
      return [paperTooltip(paper, this.#library.topics(), state), actions(paper, state?.saved === true)];
    });
    const shown = contents.length > 0 ? contents : unknownPaper(found.mention);
    return (
      shown && new vscode.Hover(shown, new vscode.Range(position.line, found.start, position.line, found.end))
    );
  }
}

/** Saving and removing are separate commands, so that each link does what its label says. */
function actions(paper: Paper, saved: boolean): vscode.MarkdownString {
  const links = [
    commandLink('$(open-preview)', vscode.l10n.t('Open'), Command.openPaper, paper.id),
    saved
      ? commandLink(
          '$(bookmark)',
          vscode.l10n.t('Remove from Reading List'),
          Command.removeFromReadingList,
          paper.id,
        )
      : commandLink('$(bookmark)', vscode.l10n.t('Save'), Command.saveToReadingList, paper.id),
    ...(paper.repositories.length > 0
      ? [commandLink('$(repo-clone)', vscode.l10n.t('Clone'), Command.cloneRepository, paper.id)]
      : []),
    commandLink('$(quote)', vscode.l10n.t('Copy BibTeX'), Command.copyBibtex, paper.id),
  ];
  return trusted(links.join(' &nbsp; '));
}

function unknownPaper({ arxivId, certain }: PaperMention): vscode.MarkdownString[] | undefined {
  if (arxivId === undefined || !certain) return undefined;
  const [page] = arxivPages(arxivId);
  const links = [
    commandLink('$(add)', vscode.l10n.t('Add to Library'), Command.addPaper, arxivId),
    ...(page ? [`[$(link-external) ${vscode.l10n.t('Open on arXiv')}](${page.url})`] : []),
  ];
  // An id contains only letters, digits, dots, hyphens and slashes, so it needs no escaping.
  return [new vscode.MarkdownString(unknownArxivPaper(arxivId)), trusted(links.join(' &nbsp; '))];
}

function commandLink(icon: string, label: string, command: string, id: string): string {
  return `[${icon} ${label}](command:${command}?${encodeURIComponent(JSON.stringify([id]))})`;
}

/** Returns Markdown that may run `HOVER_COMMANDS`. `markdown` must contain only the extension's labels. */
function trusted(markdown: string): vscode.MarkdownString {
  const text = new vscode.MarkdownString(markdown, true);
  text.isTrusted = { enabledCommands: HOVER_COMMANDS };
  return text;
}
