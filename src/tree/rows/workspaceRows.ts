import * as vscode from 'vscode';
import { isGuess } from '../../core/workspace/folderPapers';
import type { WorkspacePaper } from '../../core/workspace/workspacePaper';
import type { Event } from '../../emitter';
import type { Heading } from '../headings';
import type { GroupNode, PaperNode } from '../nodes';
import { groupItem } from './treeItems';

export interface WorkspacePapers {
  papers(): readonly WorkspacePaper[];
  readonly onDidChange: Event<void>;
}

/** No topic, day or month has parentheses. */
export const WORKSPACE_GROUP = '(workspace)';

function workspaceHeading(): Heading {
  return {
    label: vscode.l10n.t('This Workspace'),
    icon: 'root-folder',
    tooltip: vscode.l10n.t(
      'Papers that the open folder belongs to, by its Git remotes, CITATION.cff or README',
    ),
  };
}

export class WorkspaceRows {
  #papers: readonly WorkspacePaper[] = [];
  #isOpen = true;

  get isEmpty(): boolean {
    return this.#papers.length === 0;
  }

  show(papers: readonly WorkspacePaper[]): void {
    this.#papers = papers;
  }

  noteOpen(isOpen: boolean): void {
    this.#isOpen = isOpen;
  }

  has(paperId: string): boolean {
    return this.ids().includes(paperId);
  }

  ids(): readonly string[] {
    return this.#papers.map(({ paper }) => paper.id);
  }

  nodes(): PaperNode[] {
    return this.ids().map((paperId) => ({ kind: 'paper', paperId, group: WORKSPACE_GROUP }));
  }

  headingItem(node: GroupNode): vscode.TreeItem {
    return groupItem('', workspaceHeading(), this.#papers.length, this.#isOpen, node);
  }

  /** Adds why the paper is listed, and whether the clone is as of the paper's date. */
  describe(item: vscode.TreeItem, paperId: string): vscode.TreeItem {
    const found = this.#papers.find(({ paper }) => paper.id === paperId);
    return found ? describeRow(item, found) : item;
  }
}

function describeRow(item: vscode.TreeItem, found: WorkspacePaper): vscode.TreeItem {
  const notes = [found.folder, evidenceNote(found), commitNote(found)].filter((note) => note !== '');
  const rest = typeof item.description === 'string' ? [item.description] : [];
  item.description = [...notes, ...rest].join(' · ');
  const label = item.accessibilityInformation?.label ?? '';
  item.accessibilityInformation = { label: [label, ...notes].join(', ') };
  return item;
}

function evidenceNote({ evidence }: WorkspacePaper): string {
  if (!isGuess(evidence)) return '';
  return evidence === 'fork'
    ? vscode.l10n.t('perhaps, a fork by its name')
    : vscode.l10n.t('perhaps, named in the README');
}

function commitNote({ commit }: WorkspacePaper): string {
  if (commit === undefined) return '';
  return commit === 'paperDate'
    ? vscode.l10n.t('code as of the paper’s date')
    : vscode.l10n.t('code newer than the paper');
}
