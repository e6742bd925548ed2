import * as vscode from 'vscode';
import { inertLabel } from '../../core/text/sanitize';
import type { Paper, Repository } from '../../core/paper/paper';

/** The papers that a clone is chosen from; the catalogue in the product. */
export interface ClonePapers {
  readonly ready: Promise<void>;
  paper(id: string): Paper | undefined;
  papers(): readonly Paper[];
}

/** Asks for a paper that has code; undefined when the user thinks better of it. */
export async function choosePaper(papers: ClonePapers): Promise<Paper | undefined> {
  const rows = papers.ready.then(() =>
    papers
      .papers()
      .filter((paper) => paper.repositories.length > 0)
      .map((paper) => ({
        label: inertLabel(paper.title),
        description: paper.published,
        detail: inertLabel(paper.repositories.map(repositoryName).join(', ')),
        paper,
      })),
  );
  const picked = await vscode.window.showQuickPick(rows, {
    placeHolder: vscode.l10n.t('Clone the code of which paper?'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.paper;
}

/** The paper's one repository, or the one that the user picks; undefined when they think better of it. */
export async function chooseRepository(paper: Paper): Promise<Repository | undefined> {
  if (paper.repositories.length < 2) return paper.repositories[0];
  const rows = paper.repositories.map((repository) => ({
    label: inertLabel(repositoryName(repository)),
    description: repository.host,
    detail: inertLabel([repository.ref, repository.folder].filter((part) => part !== undefined).join(' · ')),
    repository,
  }));
  const picked = await vscode.window.showQuickPick(rows, {
    placeHolder: vscode.l10n.t('Clone which repository?'),
    matchOnDescription: true,
  });
  return picked?.repository;
}

/** A repository as people name it. */
export function repositoryName({ owner, name }: Repository): string {
  return `${owner}/${name}`;
}
