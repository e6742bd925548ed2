import type { Paper } from './core/paper/paper';

/** What a feature wants a paper for. */
export interface PaperRequest {
  /** Title of the box: the command that the paper is picked for. */
  readonly title: string;
  /** Filters of the search grammar that every offered paper passes, such as `has:code`. They are not in the box. */
  readonly filter?: string;
  /** Id of the paper that is offered first, as long as nothing is typed. */
  readonly first?: string | undefined;
}

/** Lets the user pick a paper in the search box. */
export interface PaperPicker {
  /** Resolves with the paper, or `undefined` if the user cancels. */
  pick(request: PaperRequest): Promise<Paper | undefined>;
}
