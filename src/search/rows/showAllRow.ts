import * as vscode from 'vscode';
import { isEmpty, type Query } from '../../core/query/parseQuery';
import { Command } from '../../ids';
import { MAX_HITS } from '../../papers/searchLimit';
import type { SearchBoxOptions } from '../searchBoxTypes';
import type { Row } from './row';

/** No row for a box that picks papers, because the library view cannot pick one. */
export function showAllRow(query: Query, { beyond }: Pick<SearchBoxOptions, 'beyond'>): readonly Row[] {
  if (beyond !== true || isEmpty(query)) return [];
  return [
    {
      label: `$(list-tree) ${vscode.l10n.t('Show all in the library')}`,
      description: vscode.l10n.t('more than {0} papers match', MAX_HITS),
      alwaysShow: true,
      command: Command.filterLibrary,
      argument: query.text,
    },
  ];
}
