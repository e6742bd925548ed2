import type { TopicProblem } from '../../core/topics/topicProblem';
import type { Translator } from '../../core/lang/translator';
import { joinSentences } from '../../core/text/joinSentences';

/** Returns a message about a problem in the topics setting and its consequence. */
export function topicMessage(problem: TopicProblem, l10n: Translator): string {
  const what = problemMessage(problem, l10n);
  if (problem.instead === undefined) return what;
  return joinSentences([what, l10n.t('Did you mean “{0}”?', problem.instead)]);
}

function problemMessage({ kind, subject = '', detail = '' }: TopicProblem, l10n: Translator): string {
  switch (kind) {
    case 'notList':
      return l10n.t('The topics are not a list in [ ], so none of them is used.');
    case 'badFile':
      return l10n.t('The topics that come with the extension could not be read. Reinstall the extension.');
    case 'tooMany':
      return l10n.t('There are more than {0} topics. Those from topic {1} on are not used.', detail, subject);
    case 'tooManyQueries':
      return l10n.t(
        'The topics have more than {0} searches. Topic {1} and later ones are not used.',
        detail,
        subject,
      );
    case 'notObject':
      return l10n.t('Topic {0} is not an object in { }.', subject);
    case 'badId':
      return detail === ''
        ? l10n.t('Topic {0} has no “id”.', subject)
        : l10n.t('Topic {0} has the id “{1}”. Use lowercase letters, digits and hyphens.', subject, detail);
    case 'duplicate':
      return l10n.t('Topic {0} has the id “{1}” of an earlier topic and is not used.', subject, detail);
    case 'unknownField':
      return l10n.t('Topic “{0}” has an unknown field “{1}”.', subject, detail);
    case 'badHidden':
      return l10n.t('Topic “{0}”: “hidden” must be true or false.', subject);
    case 'hidesNothing':
      return l10n.t('Topic “{0}” cannot be hidden, because there is no such topic.', subject);
    case 'noLabel':
      return l10n.t('Topic “{0}” has no “label”.', subject);
    case 'badIcon':
      return l10n.t('Topic “{0}”: there is no icon “{1}”.', subject, detail);
    case 'noQuery':
      return l10n.t('Topic “{0}” has neither “query” nor “terms”.', subject);
    case 'emptyQuery':
      return l10n.t('Topic “{0}” has an empty search.', subject);
    case 'longQuery':
      return l10n.t('Topic “{0}” has a search of more than {1} characters.', subject, detail);
    case 'circular':
      return l10n.t(
        'Topic “{0}” searches for “{1}”. A topic cannot depend on other topics or on what you saved, read or saw.',
        subject,
        detail,
      );
    case 'misspelt':
      return l10n.t('Topic “{0}” searches for “{1}” as a plain word.', subject, detail);
    case 'badTerms':
      return l10n.t('Topic “{0}”: “terms” must be a list in [ ].', subject);
    case 'badTerm':
      return l10n.t('Topic “{0}”: term {1} is not an object in { }.', subject, detail);
    case 'badWeight':
      return l10n.t('Topic “{0}”: “weight” of term {1} must be a number.', subject, detail);
    case 'badAny':
      return l10n.t('Topic “{0}”: “any” of term {1} must be a list of searches.', subject, detail);
    case 'badNot':
      return l10n.t('Topic “{0}”: “not” of term {1} must be a list of searches.', subject, detail);
    case 'noPaper':
      return l10n.t('Topic “{0}” has no paper in the library.', subject);
  }
}
