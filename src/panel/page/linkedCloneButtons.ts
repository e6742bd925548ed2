import { repositoryAt } from '../../core/links/repository';
import type { LinkedKind, Outcome } from '../../core/outcome/outcome';
import type { Repository } from '../../core/paper/paper';
import { inspectionFacts } from '../../papers/inspectionText';
import { markup, type Html } from '../../pages/html';
import { button } from './buttonsAndLinks';
import type { PageView } from './view';

/** Path of a kind on the Hub, before the repository's name. */
const PATHS: Readonly<Record<LinkedKind, string>> = { models: '', datasets: 'datasets/', spaces: 'spaces/' };

/** Returns the path of a model, data set or Space on the Hub. */
export function hubPath(kind: LinkedKind, id: string): string {
  return `${PATHS[kind]}${id}`;
}

/** Returns `undefined` if git cannot clone the repository by that name, as for early models without an owner. */
export function hubRepository(kind: LinkedKind, id: string): Repository | undefined {
  const repository = repositoryAt('huggingface.co', hubPath(kind, id));
  return repository && `${repository.owner}/${repository.name}` === hubPath(kind, id)
    ? repository
    : undefined;
}

/** Returns `undefined` for addresses that are not a repository. */
export function codeRepository(url: string): Repository | undefined {
  const parsed = URL.parse(url);
  return parsed?.protocol === 'https:' ? repositoryAt(parsed.host, parsed.pathname.slice(1)) : undefined;
}

/** Returns repositories on the Hub and in Papers with Code that name a paper and that git can clone. */
export function outcomeRepositories(known: Outcome | undefined): readonly Repository[] {
  const hub = known?.hub?.value;
  return [
    ...(hub?.models.top.map(({ id }) => hubRepository('models', id)) ?? []),
    ...(hub?.datasets.top.map(({ id }) => hubRepository('datasets', id)) ?? []),
    ...(hub?.spaces.top.map(({ id }) => hubRepository('spaces', id)) ?? []),
    ...(known?.code?.value.repositories.map(({ url }) => codeRepository(url)) ?? []),
  ].filter((repository) => repository !== undefined);
}

/** Renders Clone or Open Folder, and the result of the inspection. */
export function linkedActions(view: PageView, repository: Repository): Html {
  const { paper, isCloning, t, language } = view;
  const running = isCloning(repository);
  const name = `${repository.owner}/${repository.name}`;
  const [folder] = view.foldersOf(repository);
  const found = view.inspectionOf(repository);
  const action =
    folder !== undefined && !running
      ? button(
          t('Open Folder'),
          { type: 'openFolder', paperId: paper.id, folder, place: 'window' },
          { look: 'quiet', tip: t('Open {0} in a new window', folder), name: t('Open Folder {0}', folder) },
        )
      : button(
          running ? t('Cloning…') : t('Clone'),
          { type: 'cloneLinked', paperId: paper.id, repository: repository.url },
          {
            look: 'quiet',
            tip: running ? t('{0} is being cloned', name) : t('Clone {0}', name),
            ...(!running && { name: t('Clone {0}', name) }),
            running,
          },
        );
  return markup`${action}${found && markup`<div class="muted">${inspectionFacts(found, { t, language }).join(' · ')}</div>`}`;
}
