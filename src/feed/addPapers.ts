import * as vscode from 'vscode';
import { withCancellableProgress } from '../cancellable';
import { asList } from '../core/lang/json';
import type { Paper } from '../core/paper/paper';
import { findArxivIds } from '../core/links/arxiv';
import { escapeMessage } from '../core/text/sanitize';
import { Command, Setting } from '../ids';
import type { AddedResult } from '../library/addedPapers';
import { rateLimitMessage } from '../networkMessages';
import { allowedEndpoint, networkMode, openSettings } from '../networkSettings';
import { notify, type MessageAction } from '../notify';
import { MAX_ADDED } from '../papers/maxAdded';
import { addedPapersMessage, queuedMessage } from './addMessages';
import type { AddDeps } from './addTypes';
import { removeAdded } from './removeAdded';

const PATIENCE_MS = 90_000;

/**
 * Adds papers by arXiv id, address or arXiv DOI.
 * @param argument a text or list of texts with ids; without it the user types them
 */
export async function addPapers(argument: unknown, deps: AddDeps): Promise<void> {
  const given = (asList(argument) ?? [argument]).filter((text) => typeof text === 'string');
  const text = given.length > 0 ? given.join('\n') : await typedIds();
  if (text !== undefined) await addIds(idsIn(text), deps);
}

/** Returns the distinct arXiv ids in a text, without versions. */
export function idsIn(text: string): readonly string[] {
  return [...new Set(findArxivIds(text).ids)];
}

/** Adds papers and shows the result. Opens a single paper. */
export async function addIds(ids: readonly string[], deps: AddDeps): Promise<void> {
  const { live } = deps;
  if (ids.length === 0) {
    await notify(
      'warning',
      vscode.l10n.t('No arXiv id was found. Give an id such as 2109.00859, or its address.'),
    );
    return;
  }
  await live.library.read();
  const wanted = ids.filter((id) => live.library.paper(id) === undefined);
  const known = ids.length - wanted.length;
  const [only] = ids;
  if (wanted.length === 0 && known === 1 && only !== undefined) {
    await deps.indexed();
    return open(only);
  }
  if (wanted.length > MAX_ADDED) {
    const tooMany = vscode.l10n.t(
      'At most {0} papers can be added at once; these are {1}.',
      MAX_ADDED,
      wanted.length,
    );
    return notify('warning', tooMany);
  }
  if (wanted.length > 0 && wanted.every((id) => live.found.paper(id))) {
    const kept = await keepFound(wanted, deps);
    // Empty if saving the paper has already added it.
    if (kept && kept.length > 0) await report({ ...NOTHING, added: kept }, known, deps);
    return;
  }
  if (networkMode() === 'off' && wanted.length > 0)
    return enqueue(
      wanted,
      vscode.l10n.t('The network is switched off in the settings.'),
      deps,
      // Trying again does nothing until the setting is changed.
      openSettings(Setting.network),
      again(wanted),
    );
  const hub = wanted.length === 0 ? undefined : await allowedEndpoint();
  if (hub === undefined && wanted.length > 0) return;
  const result = hub === undefined ? NOTHING : await fetchPapers(wanted, hub, deps);
  if (result) await report(result, known, deps);
}

const NOTHING: AddedResult = { added: [], unknown: [], left: [], cancelled: false };

/** Adds papers that Hugging Face's search has already returned, without a request. */
async function keepFound(ids: readonly string[], deps: AddDeps): Promise<readonly Paper[] | undefined> {
  try {
    return await deps.live.found.keep((id) => ids.includes(id));
  } catch (error) {
    await showStoreFailure(error, deps);
    return undefined;
  }
}

async function fetchPapers(
  ids: readonly string[],
  hub: string,
  deps: AddDeps,
): Promise<AddedResult | undefined> {
  const title = ids.length === 1 ? vscode.l10n.t('Adding paper') : vscode.l10n.t('Adding papers');
  try {
    return await withCancellableProgress(title, deps.ending(), (signal, showProgress) => {
      let step = '';
      let shown = 0;
      return deps.live.added.fetch(ids, hub, signal, {
        maxWaitMs: PATIENCE_MS,
        onStep: (id) => {
          const place = Math.max(shown, ids.indexOf(id));
          step = ids.length === 1 ? id : vscode.l10n.t('{0} ({1} of {2})', id, place + 1, ids.length);
          showProgress(escapeMessage(step), ((place - shown) / ids.length) * 100);
          shown = place;
        },
        waits: (until) =>
          showProgress(
            escapeMessage(until === undefined ? step : `${step}. ${rateLimitMessage(until, hub)}`),
          ),
      });
    });
  } catch (error) {
    await showStoreFailure(error, deps);
    return undefined;
  }
}

async function showStoreFailure(error: unknown, { log }: AddDeps): Promise<void> {
  log.error(error instanceof Error ? error : String(error));
  const why = error instanceof Error ? error.message : String(error);
  await notify('error', vscode.l10n.t('The papers could not be stored: {0}', why), showLog());
}

async function report(result: AddedResult, known: number, deps: AddDeps): Promise<void> {
  const { added, unknown, left, failure, cancelled } = result;
  const ids = added.map(({ id }) => id);
  const [first] = ids;
  const undo = { label: vscode.l10n.t('Undo'), run: () => removeAdded(ids, deps) };
  const message = addedPapersMessage(result, known);
  if (left.length > 0) return enqueue(left, message, deps, again(left), ...(ids.length > 0 ? [undo] : []));
  if (cancelled) {
    const stopped = vscode.l10n.t('Adding papers was stopped.');
    return ids.length > 0 ? notify('info', `${stopped} ${message}`, undo) : undefined;
  }
  if (first !== undefined && ids.length === 1 && unknown.length + known === 0) {
    await deps.indexed();
    await open(first);
    vscode.window.setStatusBarMessage(vscode.l10n.t('Added {0}', first), 4_000);
    return;
  }
  await notify(
    unknown.length > 0 || failure ? 'warning' : 'info',
    message,
    ...(ids.length > 0 ? [undo] : []),
  );
}

async function enqueue(
  ids: readonly string[],
  why: string,
  deps: AddDeps,
  ...choices: readonly MessageAction[]
): Promise<void> {
  try {
    await deps.live.added.enqueue(ids);
  } catch (error) {
    deps.log.error(error instanceof Error ? error : String(error));
    return notify('warning', why, again(ids), showLog());
  }
  await notify('info', `${why} ${queuedMessage(ids)}`, ...choices);
}

function again(ids: readonly string[]): MessageAction {
  return {
    label: vscode.l10n.t('Try Again'),
    run: () => vscode.commands.executeCommand(Command.addPaper, ids),
  };
}

function showLog(): MessageAction {
  return { label: vscode.l10n.t('Show Log'), run: () => vscode.commands.executeCommand(Command.showLog) };
}

async function open(id: string): Promise<void> {
  await vscode.commands.executeCommand(Command.openPaper, id);
}

function typedIds(): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t('Add Papers'),
    prompt: vscode.l10n.t('arXiv ids, addresses of papers or arXiv DOIs; several with spaces between them'),
    placeHolder: '2109.00859 https://arxiv.org/abs/1706.03762',
    validateInput: (text) =>
      text.trim() === '' || idsIn(text).length > 0
        ? undefined
        : vscode.l10n.t('This is not the id or address of a paper on arXiv. An id looks like 2109.00859.'),
  });
}
