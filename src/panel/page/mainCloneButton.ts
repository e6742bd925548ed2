import type { Repository } from '../../core/paper/paper';
import type { Html } from '../../pages/html';
import { button, type ButtonOptions } from './buttonsAndLinks';
import { KEYS } from './keybindings';
import type { PageView } from './view';

/**
 * Renders the large button of a page. It clones the paper's first repository, shows that a clone is running, or
 * opens the finished clone.
 */
export function mainCloneButton(view: PageView): Html | undefined {
  const { paper, t } = view;
  const [repository] = paper.repositories;
  if (!repository) return undefined;
  const [folder] = view.foldersOf(repository);
  if (folder === undefined || view.isCloning(repository))
    return cloneButton(view, repository, { look: 'primary', key: KEYS.cloneActivePaper });
  return button(
    t('Open Folder'),
    { type: 'openFolder', paperId: paper.id, folder, place: 'window' },
    { look: 'primary', tip: t('Open {0} in a new window', folder) },
  );
}

/** Renders a button that clones a repository; relabelled and without action while the clone runs. */
export function cloneButton(
  { paper, isCloning, t }: PageView,
  repository: Repository,
  options: Omit<ButtonOptions, 'tip' | 'running'>,
): Html {
  const running = isCloning(repository);
  const name = `${repository.owner}/${repository.name}`;
  return button(
    running ? t('Cloning…') : t('Clone'),
    { type: 'clone', paperId: paper.id, repository: repository.url },
    { ...options, tip: running ? t('{0} is being cloned', name) : t('Clone {0}', name), running },
  );
}
