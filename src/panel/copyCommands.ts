import * as vscode from 'vscode';
import { markdownLink } from '../core/citation/titleLink';
import { paperDeepLink } from '../core/links/deepLink';
import type { LinkKind, Paper } from '../core/paper/paper';
import { bibtex } from '../library/texToUnicode';
import { notify } from '../notify';
import { messageTitle } from '../papers/messageTitle';
import { httpsAddress } from '../pages/html';
import type { PaperPanels } from './paperPanels';
import { pickRepository } from './pickRepository';

/** Copies a paper's BibTeX entry. */
export async function copyBibtex(paper: Paper, panels: PaperPanels): Promise<void> {
  await vscode.env.clipboard.writeText(bibtex(paper));
  panels.showStatus(paper.id, vscode.l10n.t('Copied BibTeX of {0}', messageTitle(paper)));
}

/** Copies the address of a paper's page. */
export async function copyLink(paper: Paper, panels: PaperPanels): Promise<void> {
  const url = paperAddress(paper);
  if (url === undefined) {
    await notify('info', vscode.l10n.t('No page is known for "{0}".', paper.title));
    return;
  }
  await vscode.env.clipboard.writeText(url);
  panels.showStatus(paper.id, vscode.l10n.t('Copied link of {0}', messageTitle(paper)));
}

/** Copies a Markdown link with a paper's title. */
export async function copyMarkdownLink(paper: Paper, panels: PaperPanels): Promise<void> {
  await vscode.env.clipboard.writeText(markdownLink(paper));
  panels.showStatus(paper.id, vscode.l10n.t('Copied Markdown link of {0}', messageTitle(paper)));
}

/** Copies a link that opens a paper in VS Code. */
export async function copyDeepLink(paper: Paper, panels: PaperPanels): Promise<void> {
  await vscode.env.clipboard.writeText(paperDeepLink(vscode.env.uriScheme, paper.id));
  panels.showStatus(paper.id, vscode.l10n.t('Copied VS Code link of {0}', messageTitle(paper)));
}

/** Copies the names of a paper's authors. */
export async function copyAuthors(paper: Paper, panels: PaperPanels): Promise<void> {
  if (paper.authors.length === 0) {
    await notify('info', vscode.l10n.t('The authors of "{0}" are not known by name.', paper.title));
    return;
  }
  await vscode.env.clipboard.writeText(paper.authors.join(', '));
  panels.showStatus(
    paper.id,
    vscode.l10n.t('Copied {0} author names of {1}', paper.authors.length, messageTitle(paper)),
  );
}

/** Copies the address of a paper's repository, which the user picks from several. */
export async function copyRepositoryAddress(paper: Paper, panels: PaperPanels): Promise<void> {
  const repository = await pickRepository(paper);
  if (!repository) return;
  await vscode.env.clipboard.writeText(repository.url);
  panels.showStatus(paper.id, vscode.l10n.t('Copied repository URL of {0}', messageTitle(paper)));
}

/** Returns the address of the paper's record, else of another known page. */
function paperAddress(paper: Paper): string | undefined {
  const kinds: readonly LinkKind[] = ['arxiv', 'huggingface', 'project', 'page', 'pdf'];
  const links = kinds.flatMap((kind) => paper.links.filter((link) => link.kind === kind));
  return [...links, ...paper.repositories]
    .map(({ url }) => httpsAddress(url))
    .find((url) => url !== undefined);
}
