import type { Translator } from '../core/lang/translator';
import type { SavedSearchProblem } from '../core/savedSearches/savedSearchProblem';
import { joinSentences } from '../core/text/joinSentences';
import { SECTION, Setting } from '../ids';

const MAX_PROBLEMS = 3;

/** Returns the view's message; '' without mistakes. The log has all mistakes. */
export function problemsText(problems: readonly string[], l10n: Translator): string {
  if (problems.length === 0) return '';
  const more = problems.length - MAX_PROBLEMS;
  const sentences = problems.slice(0, MAX_PROBLEMS);
  if (more > 0) sentences.push(l10n.t('{0} more in the log.', more));
  return `${SECTION}.${Setting.savedSearches}: ${joinSentences(sentences)}`;
}

/** Returns what is wrong with an entry of the saved searches, and what applies instead. */
export function problemSentence(problem: SavedSearchProblem, l10n: Translator): string {
  const what = sentence(problem, l10n);
  if (problem.instead === undefined) return what;
  return joinSentences([what, l10n.t('Did you mean “{0}”?', problem.instead)]);
}

function sentence({ kind, subject = '', detail = '' }: SavedSearchProblem, l10n: Translator): string {
  switch (kind) {
    case 'notList':
      return l10n.t('The saved searches are not a list in [ ], so none of them is used.');
    case 'tooMany':
      return l10n.t(
        'There are more than {0} saved searches. Those from number {1} on are not used.',
        detail,
        subject,
      );
    case 'notObject':
      return l10n.t('Saved search {0} is not an object in { }.', subject);
    case 'badName':
      return l10n.t('Saved search {0}: “name” must be a text of 1 to {1} characters.', subject, detail);
    case 'noQuery':
      return l10n.t('Saved search “{0}” has no “query”.', subject);
    case 'badQuery':
      return l10n.t('Saved search “{0}”: “query” must be a text.', subject);
    case 'emptyQuery':
      return l10n.t('Saved search “{0}” has an empty query.', subject);
    case 'longQuery':
      return l10n.t('Saved search “{0}” has a query of more than {1} characters.', subject, detail);
    case 'duplicate':
      return l10n.t('Saved search {0} has the query of “{1}” and is not used.', subject, detail);
    case 'badNotify':
      return l10n.t('Saved search “{0}”: “notify” must be true or false.', subject);
    case 'unknownField':
      return l10n.t('Saved search “{0}” has an unknown field “{1}”.', subject, detail);
    case 'misspelt':
      return l10n.t('Saved search “{0}” searches for “{1}” as a plain word.', subject, detail);
  }
}

/** Returns what is wrong with a typed query; `undefined` if it is valid. */
export function queryMessage(
  problem: { readonly kind: SavedSearchProblem['kind']; readonly detail?: number } | undefined,
  l10n: Translator,
): string | undefined {
  if (problem === undefined) return undefined;
  return problem.kind === 'longQuery'
    ? l10n.t('A saved search has at most {0} characters.', problem.detail ?? 0)
    : l10n.t('Type what to search for, such as topic:agents has:code.');
}
