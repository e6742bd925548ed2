import * as vscode from 'vscode';
import type { LiveWords } from '../library/liveLibrary';

/** Sentences about what is kept on disk. */
export const storeWords: LiveWords = {
  damaged: (files) =>
    vscode.l10n.t(
      'Damaged files of the library were set aside ({0}). The papers that were whole are shown; refresh or download the archive to get the others back.',
      files.join(', '),
    ),
  newer: (files) =>
    vscode.l10n.t(
      'A newer version of the extension wrote part of the library ({0}). It is left alone; update the extension to see it.',
      files.join(', '),
    ),
  unreadable: (files, why) =>
    vscode.l10n.t(
      'Part of the library ({0}) can’t be read ({1}). Check the permissions of the folder.',
      files.join(', '),
      why,
    ),
  notSaved: (why) =>
    vscode.l10n.t('New papers could not be saved and are shown in this session only ({0}).', why),
  marks: (trouble) =>
    trouble === 'newer'
      ? vscode.l10n.t(
          'A newer version of the extension wrote the reading list. It is left alone; update the extension to see it.',
        )
      : vscode.l10n.t(
          'The reading list was damaged. What could be read of it is shown, and the damaged file was set aside.',
        ),
};
