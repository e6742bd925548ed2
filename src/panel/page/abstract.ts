import { markup, type Html } from '../../pages/html';
import type { PageView } from './view';

/** Renders the abstract. */
export function abstract({ paper, renderText, t }: PageView): Html {
  const text =
    paper.abstract === ''
      ? markup`<p class="muted">${t('No abstract is known.')}</p>`
      : markup`<p class="prose" dir="auto">${renderText(paper.abstract, paper.tex?.abstract, 'abstract')}</p>`;
  return markup`<h2>${t('Abstract')}</h2>${text}`;
}
