import type { Paper } from '../core/paper/paper';

export interface PickRequest {
  readonly title: string;
  /** Hidden search filters, such as `has:code`, that all listed papers must match. */
  readonly filter?: string;
  /** Id of the paper that is first while the box is empty. */
  readonly first?: string | undefined;
}

export interface PaperPicker {
  /** Returns `undefined` if the user cancels. */
  pick(request: PickRequest): Promise<Paper | undefined>;
  /** Returns papers in the order of choice, or none if the user cancels. */
  pickSeveral(request: PickRequest): Promise<readonly Paper[]>;
}
