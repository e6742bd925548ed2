import { markup, type Html } from '../../pages/html';
import { button, link } from './buttonsAndLinks';
import { KEYS } from './keybindings';
import { menuContext, type PageView } from './view';
import { relatedFacts } from './relatedFacts';

/** Renders the abstract. */
export function abstract({ paper, renderText, t }: PageView): Html {
  const text =
    paper.abstract === ''
      ? markup`<p class="muted">${t('No abstract is known.')}</p>`
      : markup`<p class="prose" dir="auto">${renderText(paper.abstract, paper.tex?.abstract, 'abstract')}</p>`;
  return markup`<h2>${t('Abstract')}</h2>${text}`;
}

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

/** Renders the AI-generated summary and keywords, labelled as such. */
export function summary({ paper, renderText, t }: PageView): Html | false {
  const { aiSummary, keywords = [] } = paper;
  if (aiSummary === undefined && keywords.length === 0) return false;
  const words = keywords.map(
    (keyword) =>
      markup`<li>${button(
        markup`<bdi>${keyword}</bdi>`,
        { type: 'searchKeyword', paperId: paper.id, keyword },
        { look: 'chip', tip: t('Search papers for "{0}"', keyword) },
      )}</li>`,
  );
  return markup`<div class="title-row"><h2>${t('AI summary')}</h2><span class="muted">${t('written by a machine')}</span></div>
    ${aiSummary !== undefined && markup`<p class="prose" dir="auto">${renderText(aiSummary, undefined)}</p>`}
    ${words.length > 0 && markup`<ul class="chips" aria-label="${t('AI keywords')}">${words}</ul>`}`;
}

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

/** Renders the links to pages that are not repositories. */
export function links({ paper, t }: PageView): Html | false {
  const items = paper.links.map(({ kind, url }) => {
    switch (kind) {
      case 'arxiv':
        return link('arXiv', url, KEYS.openArxiv);
      case 'pdf':
        return link('PDF', url, KEYS.openPdf);
      case 'huggingface':
        return link('Hugging Face', url, KEYS.openHuggingFace);
      case 'project':
        return link(t('Project page'), url, KEYS.openProjectPage);
      case 'page':
        return link(hostOf(url), url);
    }
  });
  return (
    items.length > 0 &&
    markup`<h2>${t('Links')}</h2><ul class="links">${items.map((item) => markup`<li>${item}</li>`)}</ul>`
  );
}

function hostOf(url: string): string {
  return URL.parse(url)?.hostname ?? url;
}
