import type { Inspection } from '../core/code/contents';
import { formatBytes } from '../core/text/formatBytes';
import { longDay } from '../core/text/formatDate';
import { countText, formatNumber, type Locale } from '../core/lang/translator';

const MAX_LANGUAGES = 4;
const MIN_SHARE = 0.01;

/** Returns the most important fact first. */
export function inspectionFacts(found: Inspection, locale: Locale): readonly string[] {
  const { licence, lfs, commit, submodules } = found;
  const facts = [
    kindText(found, locale),
    filesText(found, locale),
    licence === undefined ? lfs && locale.t('no licence') : locale.t('licence: {0}', licence),
    commit && locale.t('last commit {0}', longDay(commit.date, locale.language)),
    lfs && lfs.files > 0 && lfsText(lfs, locale),
    submodules > 0 && countText(locale, submodules, { one: '{0} submodule', other: '{0} submodules' }),
  ];
  return facts.filter((fact) => typeof fact === 'string');
}

function kindText({ kind, languages, submodules }: Inspection, { t }: Locale): string {
  switch (kind) {
    case 'readme':
      return t('only a README and documents, no code');
    case 'other':
      return submodules > 0 ? t('no code except in submodules') : t('data or configuration, no code');
    case 'code':
      return languages
        .filter(({ share }, at) => at === 0 || share >= MIN_SHARE)
        .slice(0, MAX_LANGUAGES)
        .map(({ name, share }) => t('{0} {1}%', name, Math.max(1, Math.round(share * 100))))
        .join(', ');
  }
}

function filesText({ files, isCut, bytes }: Inspection, locale: Locale): string {
  if (isCut) return locale.t('more than {0} files', formatNumber(files, locale.language));
  if (bytes !== undefined) {
    const size = formatBytes(bytes, locale.language);
    return countText(locale, files, { one: '{0} file, {1}', other: '{0} files, {1}' }, size);
  }
  // Hosts that omit files also omit their sizes.
  return countText(locale, files, { one: '{0} file, size not known', other: '{0} files, size not known' });
}

function lfsText({ files, bytes, counted }: NonNullable<Inspection['lfs']>, locale: Locale): string {
  const size = formatBytes(bytes, locale.language);
  if (counted < files)
    return locale.t('{0} files in Git LFS, more than {1}', formatNumber(files, locale.language), size);
  return countText(
    locale,
    files,
    { one: '{0} file in Git LFS, {1}', other: '{0} files in Git LFS, {1}' },
    size,
  );
}
