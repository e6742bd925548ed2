import { markup, type Html } from '../../pages/html';
import { button } from './buttonsAndLinks';
import { KEYS } from './keybindings';
import type { PageView } from './view';

/** Renders the first lines of the user's note, its tags and status. */
export function note({ paper, note: found, t }: PageView): Html | false {
  if (!found) return false;
  const open = button(
    t('Open Note'),
    { type: 'openNote', paperId: paper.id },
    { look: 'quiet', tip: t('Open your note about this paper'), key: KEYS.openNote },
  );
  const facts = [found.status ?? '', ...found.tags.map((tag) => `#${tag}`)].filter((fact) => fact !== '');
  return markup`<div class="title-row"><h2>${t('Note')}</h2>${open}</div>
    ${facts.length > 0 && markup`<p class="muted"><bdi>${facts.join(' · ')}</bdi></p>`}
    ${
      found.beginning === ''
        ? markup`<p class="muted">${t('The note has no text yet.')}</p>`
        : markup`<p class="note" dir="auto">${found.beginning}</p>`
    }`;
}
