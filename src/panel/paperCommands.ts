import * as vscode from 'vscode';
import { inertLabel } from '../core/text/sanitize';
import type { LinkKind, Paper, Repository } from '../core/paper/paper';
import { Command } from '../ids';
import { bibtex } from '../library/unicodeit';
import { notify } from '../notify';
import { paperIdOr } from '../paperArgument';
import type { PaperPicker, PaperRequest } from '../paperPicker';
import { shortTitle } from '../paperRow';
import { httpsAddress } from './page/html';
import type { PaperPanel } from './paperPanel';
import type { PaperPanels } from './paperPanels';
import type { PanelCatalogue } from './panelTypes';

/** Related papers that are offered to choose from. */
const RELATED = 12;

/**
 * Registers the commands that open or copy something of one paper: the paper that they are called with, else the one
 * whose page is the active editor, else one that the user picks. Only https addresses of the paper leave the editor.
 */
export function registerPaperCommands(
  catalogue: PanelCatalogue,
  panels: PaperPanels,
  picker: PaperPicker,
): vscode.Disposable {
  const onPaper = (
    command: string,
    request: PaperRequest,
    run: (paper: Paper) => Promise<unknown>,
  ): vscode.Disposable =>
    vscode.commands.registerCommand(command, async (argument?: unknown) => {
      const id = paperIdOr(argument, () => panels.active?.paperId);
      if (id === undefined) {
        const picked = await picker.pick(request);
        if (picked) await run(picked);
        return;
      }
      await catalogue.ready;
      const paper = catalogue.paper(id);
      await (paper ? run(paper) : notify('warning', vscode.l10n.t('The library has no paper "{0}".', id)));
    });
  const onPage = (command: string, run: (panel: PaperPanel) => unknown): vscode.Disposable =>
    vscode.commands.registerCommand(command, () => panels.active && run(panels.active));
  return vscode.Disposable.from(
    onPaper(Command.openArxiv, { title: vscode.l10n.t('Open on arXiv') }, (paper) =>
      openLink(paper, 'arxiv'),
    ),
    onPaper(Command.openPdf, { title: vscode.l10n.t('Open PDF') }, (paper) => openLink(paper, 'pdf')),
    onPaper(Command.openHuggingFace, { title: vscode.l10n.t('Open on Hugging Face') }, (paper) =>
      openLink(paper, 'huggingface'),
    ),
    onPaper(
      Command.openRepository,
      { title: vscode.l10n.t('Open Repository in Browser'), filter: 'has:code' },
      openRepository,
    ),
    onPaper(Command.copyBibtex, { title: vscode.l10n.t('Copy BibTeX') }, (paper) =>
      copyBibtex(paper, panels),
    ),
    onPaper(Command.copyLink, { title: vscode.l10n.t('Copy Link') }, (paper) => copyLink(paper, panels)),
    onPaper(Command.copyAuthors, { title: vscode.l10n.t('Copy Author Names') }, (paper) =>
      copyAuthors(paper, panels),
    ),
    onPaper(
      Command.copyRepositoryAddress,
      { title: vscode.l10n.t('Copy Repository URL'), filter: 'has:code' },
      (paper) => copyRepositoryAddress(paper, panels),
    ),
    onPaper(Command.openProjectPage, { title: vscode.l10n.t('Open Project Page') }, (paper) =>
      openLink(paper, 'project'),
    ),
    onPaper(Command.searchTopic, { title: vscode.l10n.t('Search This Topic') }, searchTopic),
    onPaper(Command.showRelated, { title: vscode.l10n.t('Show Related Papers') }, (paper) =>
      showRelated(paper, catalogue, panels),
    ),
    onPaper(
      Command.cloneActivePaper,
      { title: vscode.l10n.t('Clone Repository'), filter: 'has:code' },
      async ({ id }) => {
        await vscode.commands.executeCommand(Command.cloneRepository, id);
      },
    ),
    onPage(Command.nextPaper, (panel) => panels.step(panel, 1)),
    onPage(Command.previousPaper, (panel) => panels.step(panel, -1)),
    onPage(Command.keepPaper, (panel) => panels.keep(panel)),
    onPage(Command.nextMatch, (panel) => panel.stepMatch(1)),
    onPage(Command.previousMatch, (panel) => panel.stepMatch(-1)),
  );
}

async function openLink(paper: Paper, kind: LinkKind): Promise<void> {
  const url = paper.links.find((link) => link.kind === kind)?.url;
  if (url === undefined) await notify('info', vscode.l10n.t('"{0}" has no such page.', paper.title));
  else await openAddress(url);
}

async function openRepository(paper: Paper): Promise<void> {
  const repository = await chosenRepository(paper);
  if (repository) await openAddress(repository.url);
}

/** The paper's repository, or the one of several that is chosen; says so when there is none. */
async function chosenRepository({ repositories, title }: Paper): Promise<Repository | undefined> {
  if (repositories.length === 0)
    await notify('info', vscode.l10n.t('No repository is known for "{0}".', title));
  if (repositories.length < 2) return repositories[0];
  const items = repositories.map((repository) => ({
    label: inertLabel(`${repository.owner}/${repository.name}`),
    description: inertLabel(repository.host),
    repository,
  }));
  const placeHolder = vscode.l10n.t('Which repository?');
  return (await vscode.window.showQuickPick(items, { placeHolder }))?.repository;
}

async function copyBibtex(paper: Paper, panels: PaperPanels): Promise<void> {
  await vscode.env.clipboard.writeText(bibtex(paper));
  panels.say(paper.id, vscode.l10n.t('Copied BibTeX of {0}', shortTitle(paper)));
}

async function copyLink(paper: Paper, panels: PaperPanels): Promise<void> {
  const url = paperAddress(paper);
  if (url === undefined) {
    await notify('info', vscode.l10n.t('No page is known for "{0}".', paper.title));
    return;
  }
  await vscode.env.clipboard.writeText(url);
  panels.say(paper.id, vscode.l10n.t('Copied link of {0}', shortTitle(paper)));
}

async function copyAuthors(paper: Paper, panels: PaperPanels): Promise<void> {
  if (paper.authors.length === 0) {
    await notify('info', vscode.l10n.t('The authors of "{0}" are not known by name.', paper.title));
    return;
  }
  await vscode.env.clipboard.writeText(paper.authors.join(', '));
  panels.say(
    paper.id,
    vscode.l10n.t('Copied {0} author names of {1}', paper.authors.length, shortTitle(paper)),
  );
}

async function copyRepositoryAddress(paper: Paper, panels: PaperPanels): Promise<void> {
  const repository = await chosenRepository(paper);
  if (!repository) return;
  await vscode.env.clipboard.writeText(repository.url);
  panels.say(paper.id, vscode.l10n.t('Copied repository URL of {0}', shortTitle(paper)));
}

async function searchTopic({ topics: [topic], title }: Paper): Promise<void> {
  if (topic === undefined) await notify('info', vscode.l10n.t('"{0}" has no topic.', title));
  else await vscode.commands.executeCommand(Command.search, `topic:${topic}`);
}

/** The page that a link to a paper should lead to: its record first, what else is known after. */
function paperAddress(paper: Paper): string | undefined {
  const kinds: readonly LinkKind[] = ['arxiv', 'huggingface', 'project', 'page', 'pdf'];
  const links = kinds.flatMap((kind) => paper.links.filter((link) => link.kind === kind));
  return [...links, ...paper.repositories]
    .map(({ url }) => httpsAddress(url))
    .find((url) => url !== undefined);
}

async function showRelated(paper: Paper, catalogue: PanelCatalogue, panels: PaperPanels): Promise<void> {
  const active = panels.active;
  if (active?.state.paperId === paper.id) {
    active.reveal('related');
    return;
  }
  const items = catalogue.related(paper.id, RELATED).then((found) =>
    found.map(({ paper: other, shared }) => ({
      label: inertLabel(other.title),
      detail: shared.length > 0 ? inertLabel(vscode.l10n.t('Shares: {0}', shared.join(', '))) : '',
      id: other.id,
    })),
  );
  const title = inertLabel(vscode.l10n.t('Related to "{0}"', paper.title));
  const picked = await vscode.window.showQuickPick(items, { title, matchOnDetail: true });
  if (picked) await vscode.commands.executeCommand(Command.openPaper, picked.id);
}

async function openAddress(url: string): Promise<void> {
  const address = httpsAddress(url);
  if (address !== undefined) await vscode.env.openExternal(vscode.Uri.parse(address, true));
}
