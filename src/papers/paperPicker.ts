import type { Paper } from '../core/paper/paper';

export interface PickRequest {
  readonly title: string;
  /** Search filters, such as `has:code`, that all listed papers must match. Not shown in the box. */
  readonly filter?: string;
  /** Id of the paper that is listed first while the box is empty. */
  readonly first?: string | undefined;
}

export interface PaperPicker {
  /** Resolves with the paper, or `undefined` if the user cancels. */
  pick(request: PickRequest): Promise<Paper | undefined>;
  /** Resolves with one or more papers in the order of choice, or with none if the user cancels. */
  pickSeveral(request: PickRequest): Promise<readonly Paper[]>;
}
