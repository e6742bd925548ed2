import * as vscode from 'vscode';
import { pickGrouping, pickOrder } from './arrangementPickers';
import { groupings, orders } from './model/groups';
import { MIN_MARKED } from '../library/personal/personalOrder';
import { View } from '../ids';
import { paperIdOf, paperIdOr } from '../papers/paperArgument';
import type { PaperPicker } from '../papers/paperPicker';
import { LibraryView, type LibraryViewDeps } from './libraryView';
import { showLessLike, showTooFewMarks } from './forYou';
import { openTopicsSetting } from './topicMessage';
import type { MoreNode } from './nodes';

export interface TreePartDeps extends LibraryViewDeps {
  readonly activePaper: () => string | undefined;
  readonly picker: Pick<PaperPicker, 'pick'>;
}

/** The library view and the functions of its commands. Loaded with the view's first rows. */
export class TreePart extends LibraryView {
  readonly #deps: TreePartDeps;

  constructor(deps: TreePartDeps) {
    super(deps);
    this.#deps = deps;
  }

  async groupBy(argument: unknown): Promise<void> {
    const named = groupings.find((grouping) => grouping === argument);
    const groupBy = named ?? (await pickGrouping(this.arrangement.groupBy));
    if (groupBy) await this.arrange({ groupBy });
  }

  async sortBy(argument: unknown): Promise<void> {
    const { personal } = this.#deps;
    const named = orders.find((order) => order === argument);
    if (named !== undefined && named !== 'forYou') return this.arrange({ order: named });
    // `ready` settles after marks and clones were read. Before, `markedCount` is too low.
    await personal.ready;
    const missing = Math.max(0, MIN_MARKED - personal.markedCount);
    const order = named ?? (await pickOrder(this.arrangement.order, missing));
    if (order === 'forYou' && missing > 0) await showTooFewMarks(missing);
    else if (order) await this.arrange({ order });
  }

  /**
   * Uses the given paper, else the active page's, else the selected row's in a visible view, else one that the user
   * picks.
   */
  async showLessLike(argument: unknown): Promise<void> {
    const { personal, log, catalogue, activePaper, picker, view } = this.#deps;
    const selected = (): string | undefined => (view.visible ? paperIdOf({ view: View.library }) : undefined);
    const id = paperIdOr(argument, activePaper) ?? selected();
    const title = vscode.l10n.t('Less Like This');
    const paper = catalogue.paper(id ?? '') ?? (await picker.pick({ title }));
    if (paper) await showLessLike(personal, paper, log);
  }

  /** Also shows a hidden view. Without a query, the user types one. */
  async filterLibrary(argument: unknown): Promise<void> {
    if (typeof argument !== 'string') {
      this.openFilterBox();
      return;
    }
    await vscode.commands.executeCommand(`${View.library}.focus`);
    await this.filter(argument);
  }

  async openTopicsSetting(): Promise<void> {
    await openTopicsSetting();
  }

  showMoreOf(argument: unknown): void {
    if (isMoreNode(argument)) this.showMore(argument);
  }
}

function isMoreNode(value: unknown): value is MoreNode {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'more';
}
