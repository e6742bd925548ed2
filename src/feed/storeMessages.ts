import * as vscode from 'vscode';
import type { LiveMessages } from '../library/liveLibrary';

export const storeMessages: LiveMessages = {
  damaged: (files) =>
    vscode.l10n.t(
      'Damaged files of the library were set aside as {0}. The papers that could be read are shown. Refresh or download the archive to get the others back.',
      fileList(files),
    ),
  newer: (files) =>
    vscode.l10n.t(
      'A newer version of the extension wrote part of the library ({0}). This version does not change it. Update the extension to see it.',
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
  marks: (trouble, file) =>
    trouble === 'newer'
      ? vscode.l10n.t(
          'A newer version of the extension wrote the reading list. This version does not change it. Update the extension to see it.',
        )
      : vscode.l10n.t(
          'The reading list was damaged or changed outside the extension. The entries that could be read are kept, and the file as it was is set aside as {0}.',
          file,
        ),
};

const MAX_NAMED = 4;

function fileList(files: readonly string[]): string {
  const rest = files.length - MAX_NAMED;
  const names = files.slice(0, MAX_NAMED).join(', ');
  return rest > 0 ? vscode.l10n.t('{0} and {1} more', names, rest) : names;
}
