import path from 'node:path';
import type { CloneOutcome } from '../cloneTypes';
import type { Locale } from '../../core/lang/translator';
import { formatBytes } from '../../core/text/formatBytes';
import { joinSentences } from '../../core/text/joinSentences';

export interface ClonedMessage {
  /** A warning if the clone is inside another repository. */
  readonly severity: 'info' | 'warning';
  readonly text: string;
}

/** `name` is `owner/name`. */
export function clonedMessage(
  name: string,
  outcome: Extract<CloneOutcome, { kind: 'cloned' }>,
  l10n: Locale,
): ClonedMessage {
  const { folder, history, isReadme, missingRef, left, enclosingRepository } = outcome;
  const place = path.basename(path.dirname(folder));
  const sentences = [
    history === 'shallow'
      ? l10n.t('{0} was cloned into “{1}”, its newest state without the history.', name, place)
      : l10n.t('{0} was cloned into “{1}”.', name, place),
  ];
  if (isReadme === true) sentences.push(l10n.t('It holds only a README and documents so far, no code.'));
  if (missingRef !== undefined) {
    sentences.push(l10n.t('“{0}” in the link no longer exists, so this is the default branch.', missingRef));
  }
  if (left.files > 0) {
    const size = formatBytes(left.bytes, l10n.language);
    sentences.push(
      l10n.t('{0} large files ({1}) were left out; download them when you need them.', left.files, size),
    );
  }
  if (enclosingRepository !== undefined) {
    sentences.push(
      l10n.t(
        'The Git repository around it, “{0}”, lists it as a new folder: commit it there only on purpose.',
        path.basename(enclosingRepository),
      ),
    );
  }
  return { severity: enclosingRepository === undefined ? 'info' : 'warning', text: joinSentences(sentences) };
}
