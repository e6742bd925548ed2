import * as vscode from 'vscode';
import type { Paper } from '../core/paper/paper';
import type { MissingPaperRequest, OpenLocation, PageMessage } from '../core/protocol';
import { hasFileManager } from '../config';
import { Command } from '../ids';
import { messageTitle } from '../papers/messageTitle';
import type { PaperPanel, PaperMessage } from './paperPanel';
import { outcomeRepositories } from './page/linkedCloneButtons';
import type { CloneState, PanelOutcomes } from './panelTypes';

export interface PanelActions {
  step(from: PaperPanel, by: number): Promise<void>;
  keep(panel: PaperPanel): void;
  open(id: string): Promise<void>;
}

export interface PageSources {
  readonly clones: CloneState;
  readonly outcomes: Pick<PanelOutcomes, 'of'>;
}

/** Repositories, folders, authors, topics and keywords in a request must belong to the paper. */
export async function handleMessage(
  request: PaperMessage,
  paper: Paper,
  panel: PaperPanel,
  panels: PanelActions,
  { clones, outcomes }: PageSources,
): Promise<void> {
  switch (request.type) {
    case 'step':
      return panels.step(panel, request.by);
    case 'keep': {
      panels.keep(panel);
      return;
    }
    case 'openPaper':
      return panels.open(request.target);
    case 'copy':
      return copy(paper, request, panel);
    case 'clone':
    case 'inspect': {
      const repository = paper.repositories.find(({ url }) => url === request.repository);
      const command = request.type === 'clone' ? Command.cloneRepository : Command.inspectRepository;
      if (repository) await vscode.commands.executeCommand(command, paper.id, { repository: repository.url });
      return;
    }
    case 'cloneLinked': {
      const repository = outcomeRepositories(outcomes.of(paper.id)).find(
        ({ url }) => url === request.repository,
      );
      if (repository)
        await vscode.commands.executeCommand(Command.cloneRepository, paper.id, { linked: repository.url });
      return;
    }
    case 'openFolder': {
      const folder = [...paper.repositories, ...outcomeRepositories(outcomes.of(paper.id))]
        .flatMap((repository) => clones.foldersOf(repository))
        .find((path) => path === request.folder);
      if (folder === undefined) return;
      return openFolder(vscode.Uri.file(folder), request.place);
    }
    case 'toggle':
      await vscode.commands.executeCommand(
        request.mark === 'saved' ? Command.toggleSaved : Command.toggleRead,
        paper.id,
      );
      return;
    case 'addPaper':
      await vscode.commands.executeCommand(Command.addPaper, paper.id);
      return;
    case 'openText':
      await vscode.commands.executeCommand(Command.openText, paper.id);
      return;
    case 'openNote':
      await vscode.commands.executeCommand(Command.openNote, paper.id);
      return;
    case 'follow':
      await vscode.commands.executeCommand(Command.followPaper, paper.id);
      return;
    case 'searchAuthor':
      if (paper.authors.includes(request.author))
        await vscode.commands.executeCommand(
          Command.search,
          `author:"${request.author.replaceAll('"', ' ')}"`,
        );
      return;
    case 'showTopic':
      if (paper.topics.includes(request.topic))
        await vscode.commands.executeCommand(Command.search, `topic:${request.topic}`);
      return;
    case 'searchKeyword':
      if (paper.keywords?.includes(request.keyword))
        await vscode.commands.executeCommand(Command.search, `"${request.keyword.replaceAll('"', ' ')}"`);
      return;
  }
}

/** Searches for a paper that is not in the library. */
export async function searchForMissing(title: string, how: MissingPaperRequest['type']): Promise<void> {
  if (how === 'search') await vscode.commands.executeCommand(Command.search, title);
  else await vscode.commands.executeCommand(Command.refresh);
}

async function copy(
  paper: Paper,
  request: Extract<PageMessage, { type: 'copy' }>,
  panel: PaperPanel,
): Promise<void> {
  switch (request.what) {
    case 'bibtex':
      await vscode.commands.executeCommand(Command.copyBibtex, paper.id);
      break;
    case 'link':
      await vscode.commands.executeCommand(Command.copyLink, paper.id);
      break;
    case 'authors':
      await vscode.commands.executeCommand(Command.copyAuthors, paper.id);
      break;
    case 'repository': {
      const found = paper.repositories.find(({ url }) => url === request.repository);
      if (!found) break;
      await vscode.env.clipboard.writeText(found.url);
      panel.announce(vscode.l10n.t('Copied repository URL of {0}', messageTitle(paper)));
      break;
    }
  }
}

/** Shows a folder in the explorer or, outside the workspace, in the file manager; else opens it in a new window. */
async function openFolder(uri: vscode.Uri, place: OpenLocation): Promise<void> {
  const inWorkspace = vscode.workspace.getWorkspaceFolder(uri) !== undefined;
  if (place === 'explorer' && inWorkspace) await vscode.commands.executeCommand('revealInExplorer', uri);
  else if (place === 'explorer' && hasFileManager())
    await vscode.commands.executeCommand('revealFileInOS', uri);
  else await vscode.commands.executeCommand('vscode.openFolder', uri, { forceNewWindow: true });
}
