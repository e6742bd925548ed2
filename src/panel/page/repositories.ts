import type { Repository } from '../../core/paper/paper';
import { inspectionFacts } from '../../papers/inspectionText';
import { markup, type Html } from '../../pages/html';
import { button, link } from './buttonsAndLinks';
import { KEYS } from './keybindings';
import { cloneButton } from './mainCloneButton';
import type { PageView } from './view';
import { formatStars } from './view';

/** Renders the code of a paper: each repository's type, its clones on this machine, and its actions. */
export function repositories(view: PageView): Html | false {
  const { paper, t } = view;
  if (paper.repositories.length === 0) return false;
  const title = paper.repositories.length === 1 ? t('Repository') : t('Repositories');
  return markup`<h2>${title}</h2><ul class="repositories">${paper.repositories.map((repository, at) => item(view, repository, at === 0))}</ul>`;
}

function item(view: PageView, repository: Repository, first: boolean): Html {
  const { paper, t, language } = view;
  const { stars, repositories: all } = paper;
  const name = `${repository.owner}/${repository.name}`;
  const part = [
    repository.folder !== undefined && t('folder {0}', repository.folder),
    repository.ref !== undefined && t('at {0}', repository.ref),
    repository.host !== 'github.com' && repository.host,
    // With several repositories, the paper's stars may belong to any of them.
    stars !== undefined && all.length === 1 && formatStars(stars, t, language),
  ].filter((words) => words !== false);
  return markup`<li>
    <div class="name">${link(markup`<bdi>${name}</bdi>`, repository.url, first ? KEYS.openRepository : undefined)}${
      part.length > 0 && markup` <span class="muted">${part.join(', ')}</span>`
    }</div>
    ${view.foldersOf(repository).map((folder) => cloned(view, folder))}
    ${inspected(view, repository)}
    <div class="actions">${cloneButton(view, repository, {
      ...(!view.isCloning(repository) && { name: t('Clone {0}', name) }),
      ...(first && { key: KEYS.cloneActivePaper }),
    })}
    ${inspectButton(view, repository, name)}
    ${button(
      t('Copy URL'),
      { type: 'copy', paperId: paper.id, what: 'repository', repository: repository.url },
      {
        look: 'quiet',
        tip: t('Copy the address of {0}', name),
        name: t('Copy URL of {0}', name),
        ...(first && { key: KEYS.copyRepositoryAddress }),
      },
    )}</div>
  </li>`;
}

function inspected({ inspectionOf, t, language }: PageView, repository: Repository): Html | undefined {
  const found = inspectionOf(repository);
  return found && markup`<p class="muted">${inspectionFacts(found, { t, language }).join(' · ')}</p>`;
}

function inspectButton({ paper, isInspecting, t }: PageView, repository: Repository, name: string): Html {
  const running = isInspecting(repository);
  return button(
    running ? t('Looking…') : t('Look into Repository'),
    { type: 'inspect', paperId: paper.id, repository: repository.url },
    {
      look: 'quiet',
      tip: t('See what {0} holds, without cloning it', name),
      ...(!running && { name: t('Look into Repository {0}', name) }),
      running,
    },
  );
}

function cloned({ paper, t }: PageView, folder: string): Html {
  return markup`<div class="cloned"><span>${t('Cloned into')} <bdi class="path">${folder}</bdi></span>
    ${button(
      t('Open Folder'),
      { type: 'openFolder', paperId: paper.id, folder, place: 'window' },
      {
        look: 'quiet',
        tip: t('Open {0} in a new window', folder),
        name: t('Open Folder {0}', folder),
      },
    )}
    ${button(
      t('Reveal'),
      { type: 'openFolder', paperId: paper.id, folder, place: 'explorer' },
      {
        look: 'quiet',
        tip: t('Show {0} in the file explorer', folder),
        name: t('Reveal {0}', folder),
      },
    )}
  </div>`;
}
