import * as vscode from 'vscode';
import { TEXT_SCHEME } from '../ids';
import { idOfKey, textKey } from '../library/store/keptTextStore';

/** Maximum length of a tab's name, in UTF-16 code units. */
const MAX_NAME = 80;

/** The last part of the address is the tab's name. */
export function textUri(id: string, title: string): vscode.Uri {
  // These characters have a meaning in paths or are not allowed in file names.
  const name = title
    .replace(/[\u0000-\u001f\u007f-\u009f/\\:*?"<>|#%\u2028-\u202e\u2066-\u2069]+/g, ' ')
    .replace(/\s+/g, ' ')
    .slice(0, MAX_NAME)
    .trim();
  return vscode.Uri.from({
    scheme: TEXT_SCHEME,
    path: `/${textKey(id)}/${name === '' ? id.replace('/', ' ') : name}.md`,
  });
}

/** Returns the arXiv id of a text's address; `undefined` for other addresses. */
export function idOfTextUri(uri: vscode.Uri): string | undefined {
  const key = uri.scheme === TEXT_SCHEME ? /^\/([^/]+)\/[^/]+\.md$/.exec(uri.path)?.[1] : undefined;
  return key === undefined ? undefined : idOfKey(key);
}
