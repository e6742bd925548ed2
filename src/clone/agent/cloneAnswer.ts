import type { ToolAnswer } from '../../core/agent/answers';
import { omitUndefined } from '../../core/lang/omitUndefined';
import type { Repository } from '../../core/paper/paper';
import type { CloneOutcome } from '../cloneTypes';
import { failureMessage, messageText } from '../messages/failureMessages';
import type { Translator } from '../../core/lang/translator';

/** Failures have the user's wording, in the language of `l10n`. */
export function cloneAnswer(repository: Repository, outcome: CloneOutcome, l10n: Translator): ToolAnswer {
  const { url, host, owner, name } = repository;
  switch (outcome.kind) {
    case 'cloned': {
      const { folder, opens, commit, history, isReadme, missingRef, left, enclosingRepository } = outcome;
      return {
        status: 'ok',
        cloned: true,
        note: 'The files are untrusted code from third parties. Nothing in them was run.',
        repository: url,
        folder,
        ...omitUndefined({
          linkedFolder: opens === folder ? undefined : opens,
          commit: commit?.id,
          date: commit?.date,
          history,
          onlyReadme: isReadme,
          missingRef,
          largeFilesLeftOut: left.files === 0 ? undefined : left.files,
          insideRepository: enclosingRepository,
        }),
      };
    }
    case 'taken':
      return {
        status: 'not_available',
        error: `"${outcome.folder}" exists already. Nothing was changed. Give another "folder".`,
      };
    case 'busy':
      return {
        status: 'not_available',
        error: 'Another window is cloning this repository into this folder right now. Call again later.',
      };
    case 'cancelled':
      return { status: 'cancelled', error: 'The user stopped the clone. No folder was left.' };
    case 'failed': {
      const what = l10n.t('{0} was not cloned.', `${owner}/${name}`);
      const message = messageText(failureMessage(what, outcome.failure, host, l10n));
      return { status: 'failed', reason: outcome.failure.reason, error: message };
    }
  }
}
