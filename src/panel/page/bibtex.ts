import { markup, type Html } from '../../pages/html';
import { button } from './buttonsAndLinks';
import { KEYS } from './keybindings';
import type { PageView } from './view';

/** Renders the BibTeX entry. */
export function citation({ paper, citation: entry, t }: PageView): Html {
  const copy = button(
    t('Copy'),
    { type: 'copy', paperId: paper.id, what: 'bibtex' },
    {
      look: 'quiet',
      tip: t('Copy this paper as a BibTeX entry'),
      key: KEYS.copyBibtex,
      name: t('Copy BibTeX entry'),
    },
  );
  return markup`<div class="title-row"><h2>BibTeX</h2>${copy}</div>
    <pre class="entry" role="group" tabindex="0" aria-label="${t('BibTeX entry')}" dir="ltr">${entry}</pre>`;
}
