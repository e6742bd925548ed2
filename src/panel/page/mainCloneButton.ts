import type { Repository } from '../../core/paper/paper';
import type { Html } from '../../pages/html';
import { button, type ButtonOptions } from './buttonsAndLinks';
import { KEYS } from './keybindings';
import type { PageView } from './view';

/** The large button: clones the first repository, shows its progress, or opens the clone. */
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

/** While the clone runs, the button is relabelled and inactive. */
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
