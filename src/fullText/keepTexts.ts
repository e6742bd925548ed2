import * as vscode from 'vscode';
import { withCancellableProgress } from '../cancellable';
import { parseFullText } from '../core/fullText/parseFullText';
import { isArxivId } from '../core/links/arxiv';
import type { Paper } from '../core/paper/paper';
import { joinSentences } from '../core/text/joinSentences';
import { escapeMessage } from '../core/text/sanitize';
import { Command } from '../ids';
import { isTemporary, type FeedFailure } from '../library/sync/feedPage';
import type { KeptTextStore } from '../library/store/keptTextStore';
import { rateLimitMessage } from '../networkMessages';
import { allowedEndpoint } from '../networkSettings';
import { notify, type MessageAction } from '../notify';
import { messageTitle } from '../papers/messageTitle';
import { countLabel, keptMessage, textFailureMessage } from './keptMessages';
import type { TextOutcome, Texts } from './texts';

/** Maximum wait in ms for a server that limits requests. Its period is 5 minutes. */
const PATIENCE_MS = 600_000;

export interface KeepTextsDeps {
  readonly texts: Texts;
  readonly store: KeptTextStore;
  readonly saved: () => Promise<readonly Paper[]>;
  readonly ending: AbortSignal;
}

interface KeepResult {
  readonly kept: number;
  readonly abstracts: number;
  readonly missing: number;
  readonly failure?: FeedFailure;
  /** Why a text could not be written. */
  readonly notKept?: string;
}

/**
 * Fetches and keeps missing texts of saved papers one after another. Stops if a text cannot be written: the next one
 * would fail too, and requests are limited.
 */
export async function keepTexts(deps: KeepTextsDeps): Promise<void> {
  const { texts, store } = deps;
  const saved = (await deps.saved()).filter(({ id }) => isArxivId(id));
  const kept = new Set((await store.list()).map(({ id }) => id));
  const missing: Paper[] = [];
  for (const paper of saved) {
    const text = kept.has(paper.id) ? await texts.read(paper.id) : undefined;
    if (!text || texts.isStale(text)) missing.push(paper);
  }
  if (saved.length === 0) {
    const empty = vscode.l10n.t('The reading list has no paper from arXiv. Save papers first.');
    return notify('info', empty, command(vscode.l10n.t('Search Papers'), Command.search));
  }
  if (missing.length === 0) {
    const files = await store.list();
    const all = vscode.l10n.t(
      'The texts of all papers in the reading list are kept ({0}).',
      countLabel(
        files.length,
        files.reduce((sum, { bytes }) => sum + bytes, 0),
      ),
    );
    return notify('info', all);
  }
  const endpoint = await allowedEndpoint();
  if (endpoint === undefined) return;
  const run: { -readonly [K in keyof KeepResult]: KeepResult[K] } = { kept: 0, abstracts: 0, missing: 0 };
  const title = vscode.l10n.t('Keeping texts');
  const finished = await withCancellableProgress(title, deps.ending, async (signal, report) => {
    for (const [place, paper] of missing.entries()) {
      const step = vscode.l10n.t('{0} ({1} of {2})', messageTitle(paper), place + 1, missing.length);
      const show = (until?: number): void =>
        report(
          escapeMessage(until === undefined ? step : `${step}. ${rateLimitMessage(until, endpoint)}`),
          0,
        );
      show();
      const outcome = await texts.fetch(endpoint, paper.id, signal, { maxWaitMs: PATIENCE_MS, waits: show });
      count(outcome, run);
      if (run.failure || run.notKept !== undefined) break;
      report(escapeMessage(step), 100 / missing.length);
    }
    return true;
  });
  await report(run, endpoint, finished === true);
}

function count(outcome: TextOutcome, run: { -readonly [K in keyof KeepResult]: KeepResult[K] }): void {
  if (outcome.kind === 'text') {
    if (outcome.notKept !== undefined) {
      run.notKept = outcome.notKept;
      return;
    }
    run.kept += 1;
    if (parseFullText(outcome.text.answer).kind === 'abstract') run.abstracts += 1;
    return;
  }
  if (outcome.kind === 'earlier') {
    // Another window has fetched the text meanwhile.
    run.kept += 1;
    return;
  }
  const { failure } = outcome;
  if (isTemporary(failure)) run.failure = failure;
  else run.missing += 1;
}

async function report(run: KeepResult, endpoint: string, finished: boolean): Promise<void> {
  const next = command(vscode.l10n.t('Continue'), Command.keepTexts);
  const counts = keptMessage(run);
  if (run.notKept !== undefined) {
    const why = vscode.l10n.t('The texts could not be kept ({0}).', run.notKept);
    await notify('error', joinSentences([why, counts]), next);
  } else if (run.failure) {
    await notify('warning', `${textFailureMessage(run.failure, endpoint)} ${counts}`, next);
  } else if (finished) await notify('info', counts);
  else await notify('info', vscode.l10n.t('Keeping texts was stopped. {0}', counts), next);
}

function command(label: string, id: string): MessageAction {
  return { label, run: () => vscode.commands.executeCommand(id) };
}
