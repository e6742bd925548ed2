import { pickGrouping, pickOrder } from './arrangementPickers';
import { groupings, orders } from './model/groups';
import { LibraryView } from './libraryView';
import { openTopicsSetting } from './topicMessage';
import type { MoreNode } from './nodes';

/**
 * The library view and the functions of its commands, with any arguments. Loaded with the view's first rows.
 */
export class TreePart extends LibraryView {
  async groupBy(argument: unknown): Promise<void> {
    const named = groupings.find((grouping) => grouping === argument);
    const groupBy = named ?? (await pickGrouping(this.arrangement.groupBy));
    if (groupBy) await this.arrange({ groupBy });
  }

  async sortBy(argument: unknown): Promise<void> {
    const named = orders.find((order) => order === argument);
    const order = named ?? (await pickOrder(this.arrangement.order));
    if (order) await this.arrange({ order });
  }

  async filterLibrary(argument: unknown): Promise<void> {
    if (typeof argument === 'string') await this.filter(argument);
    else this.openFilterBox();
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
