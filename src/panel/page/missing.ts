import { REGIONS, type Region } from '../../core/protocol';
import { markup } from './html';
import { button } from './controls';
import type { Words } from './view';

/** What stands in a tab whose paper the library does not have: what was there, and how it may be found again. */
export function missingRegions(title: string, { t }: Words): readonly Region[] {
  const head = markup`<h1 dir="auto">${t('This paper is not in the library')}</h1>
    <p class="lead">${t('This tab showed “{0}”.', title)}
      ${t('It comes back by itself when a refresh, an archive or an import brings the paper.')}</p>
    <div class="actions">${button(t('Search'), { type: 'search' }, { look: 'primary', tip: t('Search the library for this title') })}
    ${button(t('Refresh'), { type: 'refresh' }, { tip: t('Ask the feed for new days') })}</div>`;
  return REGIONS.map((name) => ({ name, html: name === 'head' ? String(head) : '' }));
}
