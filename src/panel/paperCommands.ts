import * as vscode from 'vscode';
import { escapeLabel } from '../core/text/sanitize';
import type { LinkKind, Paper } from '../core/paper/paper';
import { Command } from '../ids';
import { notify } from '../notify';
import { openPaperOptions, paperIdOf, paperIdOr } from '../papers/paperArgument';
import type { PaperPicker, PickRequest } from '../papers/paperPicker';
import { showUnknownPaper } from '../papers/unknownPaper';
import { httpsAddress } from '../pages/html';
import type { PageCommand, PaperCommand } from './commandIds';
import {
  copyAuthors,
  copyBibtex,
  copyDeepLink,
  copyLink,
  copyMarkdownLink,
  copyRepositoryAddress,
} from './copyCommands';
import { relatedFacts } from './page/relatedFacts';
import { pickRepository } from './pickRepository';
import type { PaperPanels } from './paperPanels';
import type { PanelCatalogue } from './panelTypes';

const MAX_RELATED = 12;

/** Commands for one paper: the argument's, else the active page's, else a picked one. Opens only https. */
export class PaperCommands {
  constructor(
    private readonly catalogue: PanelCatalogue,
    private readonly panels: PaperPanels,
    private readonly picker: PaperPicker,
  ) {}

  /** Without an argument, as from a keyboard shortcut, opens the search. */
  async open(argument: unknown, options: unknown): Promise<void> {
    const id = paperIdOf(argument);
    if (id === undefined) await vscode.commands.executeCommand(Command.search);
    else await this.panels.open(id, openPaperOptions(options));
  }

  async run(command: PaperCommand, argument: unknown): Promise<void> {
    const id = paperIdOr(argument, () => this.panels.active?.paperId);
    if (id === undefined) {
      const picked = await this.picker.pick(pickRequest(command));
      if (picked) await this.#runOn(command, picked);
      return;
    }
    await this.catalogue.ready;
    const paper = this.catalogue.paper(id);
    if (paper) await this.#runOn(command, paper);
    else await showUnknownPaper(id);
  }

  /** Does nothing if no page is the active editor. */
  async runOnPage(command: PageCommand): Promise<void> {
    const { active } = this.panels;
    if (!active) return;
    switch (command) {
      case Command.nextPaper:
        await this.panels.step(active, 1);
        break;
      case Command.previousPaper:
        await this.panels.step(active, -1);
        break;
      case Command.keepPaper:
        this.panels.keep(active);
        break;
      case Command.nextMatch:
        active.stepMatch(1);
        break;
      case Command.previousMatch:
        active.stepMatch(-1);
        break;
    }
  }

  async #runOn(command: PaperCommand, paper: Paper): Promise<unknown> {
    const { catalogue, panels } = this;
    switch (command) {
      case Command.openArxiv:
        return openLink(paper, 'arxiv');
      case Command.openPdf:
        return openLink(paper, 'pdf');
      case Command.openHuggingFace:
        return openLink(paper, 'huggingface');
      case Command.openProjectPage:
        return openLink(paper, 'project');
      case Command.openRepository:
        return openRepository(paper);
      case Command.copyBibtex:
        return copyBibtex(paper, panels);
      case Command.copyLink:
        return copyLink(paper, panels);
      case Command.copyMarkdownLink:
        return copyMarkdownLink(paper, panels);
      case Command.copyDeepLink:
        return copyDeepLink(paper, panels);
      case Command.copyAuthors:
        return copyAuthors(paper, panels);
      case Command.copyRepositoryAddress:
        return copyRepositoryAddress(paper, panels);
      case Command.searchTopic:
        return searchTopic(paper);
      case Command.showRelated:
        return showRelated(paper, catalogue, panels);
      case Command.cloneActivePaper:
        return vscode.commands.executeCommand(Command.cloneRepository, paper.id);
    }
  }
}

function pickRequest(command: PaperCommand): PickRequest {
  switch (command) {
    case Command.openArxiv:
      return { title: vscode.l10n.t('Open on arXiv') };
    case Command.openPdf:
      return { title: vscode.l10n.t('Open PDF') };
    case Command.openHuggingFace:
      return { title: vscode.l10n.t('Open on Hugging Face') };
    case Command.openProjectPage:
      return { title: vscode.l10n.t('Open Project Page') };
    case Command.openRepository:
      return { title: vscode.l10n.t('Open Repository in Browser'), filter: 'has:code' };
    case Command.copyBibtex:
      return { title: vscode.l10n.t('Copy BibTeX') };
    case Command.copyLink:
      return { title: vscode.l10n.t('Copy Link') };
    case Command.copyMarkdownLink:
      return { title: vscode.l10n.t('Copy as Markdown Link') };
    case Command.copyDeepLink:
      return { title: vscode.l10n.t('Copy Link for VS Code') };
    case Command.copyAuthors:
      return { title: vscode.l10n.t('Copy Author Names') };
    case Command.copyRepositoryAddress:
      return { title: vscode.l10n.t('Copy Repository URL'), filter: 'has:code' };
    case Command.searchTopic:
      return { title: vscode.l10n.t('Search This Topic') };
    case Command.showRelated:
      return { title: vscode.l10n.t('Show Related Papers') };
    case Command.cloneActivePaper:
      return { title: vscode.l10n.t('Clone Repository'), filter: 'has:code' };
  }
}

async function openLink(paper: Paper, kind: LinkKind): Promise<void> {
  const url = paper.links.find((link) => link.kind === kind)?.url;
  if (url === undefined) await notify('info', vscode.l10n.t('"{0}" has no such page.', paper.title));
  else await openAddress(url);
}

async function openRepository(paper: Paper): Promise<void> {
  const repository = await pickRepository(paper);
  if (repository) await openAddress(repository.url);
}

async function searchTopic({ topics: [topic], title }: Paper): Promise<void> {
  if (topic === undefined) await notify('info', vscode.l10n.t('"{0}" has no topic.', title));
  else await vscode.commands.executeCommand(Command.search, `topic:${topic}`);
}

async function showRelated(paper: Paper, catalogue: PanelCatalogue, panels: PaperPanels): Promise<void> {
  const active = panels.active;
  if (active?.state.paperId === paper.id) {
    active.reveal('related');
    return;
  }
  // Opens the list together with its rows, because Enter in an empty list would be lost.
  const found = await catalogue.related(paper.id, MAX_RELATED);
  const items = found.map(({ paper: other, shared }) => ({
    label: escapeLabel(other.title),
    detail: escapeLabel(relatedFacts(other, shared, vscode.l10n.t)),
    id: other.id,
  }));
  const title = escapeLabel(vscode.l10n.t('Related to "{0}"', paper.title));
  const picked = await vscode.window.showQuickPick(items, { title, matchOnDetail: true });
  if (picked) await vscode.commands.executeCommand(Command.openPaper, picked.id);
}

async function openAddress(url: string): Promise<void> {
  const address = httpsAddress(url);
  if (address !== undefined) await vscode.env.openExternal(vscode.Uri.parse(address, true));
}
