import type { Inspection } from '../core/code/contents';
import type { Translator } from '../core/lang/translator';
import { formatBytes } from '../core/text/formatBytes';
import { longDay } from '../core/text/formatDate';

/** Number of languages that are named. */
const MAX_LANGUAGES = 4;
/** Languages with a smaller part of the code are not named. */
const MIN_SHARE = 0.01;

/**
 * Describes what a look into a repository found, the most important fact first.
 * @param language tag for numbers and dates, such as `en`
 */
export function inspectionFacts(found: Inspection, l10n: Translator, language: string): readonly string[] {
  const number = (value: number): string => new Intl.NumberFormat(language).format(value);
  const { licence, lfs, commit, submodules } = found;
  const facts = [
    kindText(found, l10n),
    filesText(found, l10n, number),
    licence === undefined ? lfs && l10n.t('no licence') : l10n.t('licence: {0}', licence),
    commit && l10n.t('last commit {0}', longDay(commit.date, language)),
    lfs && lfs.files > 0 && lfsText(lfs, l10n, number),
    submodules === 1 ? l10n.t('1 submodule') : submodules > 1 && l10n.t('{0} submodules', number(submodules)),
  ];
  return facts.filter((fact) => typeof fact === 'string');
}

function kindText({ kind, languages, submodules }: Inspection, l10n: Translator): string {
  switch (kind) {
    case 'readme':
      return l10n.t('only a README and documents, no code');
    case 'other':
      return submodules > 0
        ? l10n.t('no code except in submodules')
        : l10n.t('data or configuration, no code');
    case 'code':
      return languages
        .filter(({ share }, at) => at === 0 || share >= MIN_SHARE)
        .slice(0, MAX_LANGUAGES)
        .map(({ name, share }) => l10n.t('{0} {1}%', name, Math.max(1, Math.round(share * 100))))
        .join(', ');
  }
}

function filesText(
  { files, isCut, bytes }: Inspection,
  l10n: Translator,
  number: (value: number) => string,
): string {
  if (isCut) return l10n.t('more than {0} files', number(files));
  if (bytes !== undefined) {
    const size = formatBytes(bytes);
    return files === 1 ? l10n.t('1 file, {0}', size) : l10n.t('{0} files, {1}', number(files), size);
  }
  // Hosts that leave out the files leave out their sizes too.
  return files === 1 ? l10n.t('1 file, size not known') : l10n.t('{0} files, size not known', number(files));
}

function lfsText(
  { files, bytes, counted }: NonNullable<Inspection['lfs']>,
  l10n: Translator,
  number: (value: number) => string,
): string {
  const size = formatBytes(bytes);
  if (counted < files) return l10n.t('{0} files in Git LFS, more than {1}', number(files), size);
  return files === 1
    ? l10n.t('1 file in Git LFS, {0}', size)
    : l10n.t('{0} files in Git LFS, {1}', number(files), size);
}
