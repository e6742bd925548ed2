import { markup, type Html } from '../../pages/html';
import { button } from './buttonsAndLinks';
import { relatedFacts } from './relatedFacts';
import { menuContext, type PageView } from './view';

/** Renders related papers with the significant terms that they share with this paper. */
export function related({ paper, related: found, stateOf, t }: PageView): Html {
  const title = markup`<h2>${t('Related papers')}</h2>`;
  if (!found) return markup`${title}<p class="muted">${t('Looking for related papers…')}</p>`;
  if (found.length === 0)
    return markup`${title}<p class="muted">${t('No related papers in the library.')}</p>`;
  const items = found.map(({ paper: other, shared }) => {
    const facts = relatedFacts(other, shared, t);
    // The context menu must act on the related paper, not on the page's paper.
    return markup`<li data-vscode-context="${menuContext(other, stateOf(other), ' related')}">${button(
      markup`<bdi>${other.title}</bdi>`,
      { type: 'openPaper', paperId: paper.id, target: other.id },
      { look: 'quiet', tip: t('Open this paper') },
    )}${facts !== '' && markup`<span class="muted reason">${facts}</span>`}</li>`;
  });
  return markup`${title}<ul class="papers">${items}</ul>`;
}
