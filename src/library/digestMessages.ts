import type { Translator } from '../core/lang/translator';
import type { DigestProblem } from '../core/digest/problems';
import { joinSentences } from '../core/text/joinSentences';

const MAX_SENTENCES = 5;

/**
 * Returns messages about the unreadable parts of a saved page, with the line and the next step.
 * @param file name of the page, as shown to the user
 * @param remedy replaces the next steps, for a page that the user cannot edit
 */
export function digestMessages(
  problems: readonly DigestProblem[],
  file: string,
  l10n: Translator,
  remedy?: string,
): string[] {
  const sentences = problems.slice(0, MAX_SENTENCES).map((problem) => {
    const [what, next] = digestMessage(problem, l10n);
    const where = problem.kind === 'noPapers' ? file : l10n.t('{0}, line {1}', file, problem.line);
    return `${where}: ${joinSentences([what, remedy ?? next])}`;
  });
  const more = problems.length - MAX_SENTENCES;
  if (more > 0) sentences.push(l10n.t('{0}: {1} more places could not be read.', file, more));
  return sentences;
}

function digestMessage({ kind, subject }: DigestProblem, l10n: Translator): [what: string, next: string] {
  switch (kind) {
    case 'noPapers':
      return [
        l10n.t('No papers were found.'),
        l10n.t('Save the whole Daily Papers page as text and use that file.'),
      ];
    case 'noTitle':
      return [
        l10n.t('A text without a title was left out (“{0}”).', subject),
        l10n.t('Put its title on a line above it.'),
      ];
    case 'noAbstract':
      return [
        l10n.t('“{0}” has no abstract and was left out.', subject),
        l10n.t('Put its abstract on a line below it.'),
      ];
    case 'cut':
      return [l10n.t('The page ends within “{0}”.', subject), l10n.t('Save the whole page again.')];
    case 'noYear':
      return [
        l10n.t('The page does not say its year, so the date of “{0}” and others is unknown.', subject),
        l10n.t('Name the file after its day, as in daily-papers-2025-11-03.txt.'),
      ];
    case 'brokenDate':
      return [
        l10n.t('“{0}” is not a date, so the paper has no date.', subject),
        l10n.t('Write it as in “Sep 2, 2021”.'),
      ];
    case 'unstated':
      return [
        l10n.t('“{0}” has neither authors nor a date.', subject),
        l10n.t('Write them below its abstract, as in “• 4 authors” and “Sep 2, 2021”.'),
      ];
    case 'duplicate':
      return [
        l10n.t('“{0}” is on the page a second time and is shown once.', subject),
        l10n.t('Nothing needs to be done.'),
      ];
  }
}
