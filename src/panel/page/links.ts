import { markup, type Html } from '../../pages/html';
import { link } from './buttonsAndLinks';
import { KEYS } from './keybindings';
import type { PageView } from './view';

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
