import * as vscode from 'vscode';
import type { Repository } from '../../core/paper/paper';
import { Setting } from '../../ids';
import { networkMode, openSettings } from '../../networkSettings';
import { askModal } from '../../notify';
import { repositoryKey } from '../../core/links/repository';

/** Asks before git uses the network although the setting turns it off. */
export class NetworkConsent {
  /** Approved by the user in this window. */
  readonly #agreed = new Set<string>();

  /**
   * Whether a user's command may run git with the network. If the setting turns the network off, shows a
   * question once per repository.
   * @param label button that agrees
   */
  async allows(
    repository: Pick<Repository, 'host' | 'owner' | 'name' | 'url'>,
    label: string,
  ): Promise<boolean> {
    const key = repositoryKey(repository);
    if (networkMode() !== 'off' || this.#agreed.has(key)) return true;
    const settings = openSettings(Setting.network);
    const answer = await askModal(
      vscode.l10n.t('The network is switched off in the settings.'),
      vscode.l10n.t(
        'Git would connect to {0} for this repository. The setting papers.network stays “off”.',
        repository.host,
      ),
      label,
      settings.label,
    );
    if (answer === settings.label) await settings.run();
    if (answer !== label) return false;
    this.#agreed.add(key);
    return true;
  }
}
