import type { Paper } from '../../core/paper/paper';
import type { PageView } from './view';

/** Returns a related paper's line: year, code, and shared terms. */
export function relatedFacts(
  { published, repositories }: Pick<Paper, 'published' | 'repositories'>,
  shared: readonly string[],
  t: PageView['t'],
): string {
  return [
    published.slice(0, 4),
    repositories.length > 0 ? t('code') : '',
    shared.length > 0 ? t('Shares: {0}', shared.join(', ')) : '',
  ]
    .filter((fact) => fact !== '')
    .join(' · ');
}
