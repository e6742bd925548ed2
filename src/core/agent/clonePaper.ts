import { parseRepository, repositoryKey, sameRepository } from '../links/repository';
import type { Paper, Repository } from '../paper/paper';
import type { AgentLibrary, Cancellation } from './agentLibrary';
import type { ToolAnswer } from './answers';
import { answerOrError, throwIfCancelled } from './callTool';
import { namedPaper } from './namedPaper';
import { ToolArguments, ToolError } from './toolArguments';

/** A free path, or a folder that already contains a clone of the repository. */
export type ClonePlace =
  | { readonly kind: 'free'; readonly parent: string; readonly name: string; readonly folder: string }
  | { readonly kind: 'present'; readonly folder: string };

/** `Signal` is an AbortSignal, a type that `core` lacks. */
export interface AgentCloner<Signal extends Cancellation = Cancellation> {
  /** Git does not run in an untrusted workspace. */
  readonly isRestricted: boolean;
  /** Only the user can clone then. */
  readonly isNetworkOff: boolean;
  /**
   * Returns where a repository would be cloned. Changes nothing.
   * @param folder `undefined` for the default folder
   * @throws ToolError if the folder cannot be used
   */
  place(repository: Repository, folder: string | undefined): Promise<ClonePlace>;
  clone(plan: FreePlan, signal: Signal | undefined): Promise<ToolAnswer>;
}

export interface ClonePlan {
  readonly paper: Paper;
  readonly repository: Repository;
  readonly place: ClonePlace;
}

export type FreePlan = ClonePlan & { readonly place: Extract<ClonePlace, { kind: 'free' }> };

const MAX_NAMED = 20;

/**
 * Returns what a call would do.
 * @throws ToolError if the call is impossible
 */
export async function planClone(
  args: unknown,
  library: AgentLibrary,
  cloner: Pick<AgentCloner, 'isRestricted' | 'isNetworkOff' | 'place'>,
): Promise<ClonePlan> {
  const given = new ToolArguments(args);
  await library.ready();
  const paper = namedPaper(given, library);
  const repository = namedRepository(paper, given.text('repository'));
  if (cloner.isRestricted)
    throw new ToolError(
      'not_available',
      'Nothing is cloned in an untrusted workspace (Restricted Mode). Ask the user to trust the workspace with the command "Workspaces: Manage Workspace Trust", then call again.',
    );
  const place = await cloner.place(repository, given.text('folder'));
  // An existing clone needs no network.
  if (cloner.isNetworkOff && place.kind === 'free')
    throw new ToolError(
      'not_available',
      'The user has turned the network off (setting papers.network), so nothing is cloned. Ask the user to clone with the command "Papers: Clone Repository", or to change the setting.',
    );
  return { paper, repository, place };
}

/** Returns the key of a plan. The user agrees to this repository in this folder only. */
export function planKey({ repository, place }: ClonePlan): string {
  return JSON.stringify([repositoryKey(repository), repository.ref, place.kind, place.folder]);
}

/**
 * Answers `papers_clone`. Never rejects.
 * @param agreed key of the plan that the user agreed to; nothing else is cloned
 */
export function clonePaper<Signal extends Cancellation>(
  args: unknown,
  agreed: string | undefined,
  library: AgentLibrary,
  cloner: AgentCloner<Signal>,
  signal?: Signal,
): Promise<ToolAnswer> {
  return answerOrError(async () => {
    const plan = await planClone(args, library, cloner);
    throwIfCancelled(signal);
    const { place, repository } = plan;
    if (place.kind === 'present') {
      const message = 'This repository is cloned already. Nothing was changed.';
      return { status: 'ok', cloned: false, message, repository: repository.url, folder: place.folder };
    }
    if (planKey(plan) !== agreed)
      throw new ToolError(
        'not_available',
        'What the user agreed to no longer applies: the folder or the library changed. Call again to ask the user.',
      );
    return cloner.clone({ ...plan, place }, signal);
  });
}

/**
 * Returns the repository that a call gives by address, `owner/name` or name. Only the paper's own can be cloned, so a
 * model cannot pass another address.
 * @throws ToolError if none or several match
 */
function namedRepository({ id, repositories }: Paper, named: string | undefined): Repository {
  if (repositories.length === 0)
    throw new ToolError('not_available', `Paper ${id} names no repository that can be cloned.`);
  const fitting = named === undefined ? repositories : repositories.filter((one) => isNamed(one, named));
  const [first, second] = fitting;
  if (first !== undefined && second === undefined) return first;
  const all = repositories.slice(0, MAX_NAMED).map(({ url }) => url);
  const why =
    named === undefined
      ? 'This paper has several repositories.'
      : `${fitting.length === 0 ? 'No repository' : 'More than one repository'} of this paper is "${named.slice(0, 200)}".`;
  throw new ToolError('invalid_argument', `${why} Give "repository" as one of: ${all.join(', ')}`);
}

function isNamed(repository: Repository, named: string): boolean {
  const { owner, name, url } = repository;
  if (named === url) return true;
  const plain = named.toLowerCase().replace(/\.git$/, '');
  if (plain === name.toLowerCase() || plain === `${owner}/${name}`.toLowerCase()) return true;
  const parsed = parseRepository(named);
  return parsed !== undefined && sameRepository(parsed, repository);
}
