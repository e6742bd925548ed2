import * as vscode from 'vscode';
import type { PersonalReason } from '../../core/index/searcher/personalRanking';
import type { Paper } from '../../core/paper/paper';
import { paperItem, rowStyle } from '../../papers/paperItem';
import type { OpenPaperOptions } from '../../papers/paperArgument';
import { paperTooltip } from '../../papers/paperTooltip';
import { messageTitle } from '../../papers/messageTitle';
import type { PaperState } from '../../papers/paperStates';
import type { Order } from '../model/groups';
import type { PaperNode } from '../nodes';
import type { TreeSource } from '../treeSource';
import { countMessage } from '../../messageLocale';

export class PaperRows {
  readonly #source: TreeSource;
  readonly #stateOf: (paper: Paper) => PaperState;

  constructor(source: TreeSource, stateOf: (paper: Paper) => PaperState) {
    this.#source = source;
    this.#stateOf = stateOf;
  }

  item(
    node: PaperNode,
    scope: string,
    order: Order,
    list: readonly string[],
    query?: string,
  ): vscode.TreeItem {
    const paper = this.#source.paper(node.paperId);
    if (!paper) return new vscode.TreeItem(node.paperId);
    const open: OpenPaperOptions = { list, preview: true, ...(query !== undefined && { query }) };
    const id = `${scope}/${node.group}/${paper.id}`;
    return paperItem(id, paper, this.#stateOf(paper), open, rowStyle(order === 'popularity'));
  }

  /** @param reason the marked paper that explains the row's position */
  addTooltip(item: vscode.TreeItem, paperId: string, reason?: PersonalReason): void {
    const paper = this.#source.paper(paperId);
    if (!paper) return;
    item.tooltip = paperTooltip(
      paper,
      this.#source.topics(),
      this.#stateOf(paper),
      reason && this.#reasonText(reason),
    );
  }

  #reasonText({ id, others }: PersonalReason): string {
    const liked = this.#source.paper(id);
    if (!liked) return '';
    const title = messageTitle(liked);
    if (others === 0) return vscode.l10n.t('For you: like {0}', title);
    return countMessage(
      others,
      {
        one: 'For you: like {1} and {0} other that you saved, read or cloned',
        other: 'For you: like {1} and {0} others that you saved, read or cloned',
      },
      title,
    );
  }
}
