import { REGIONS, type PanelState, type Region, type RegionName } from '../../core/protocol';
import { markup, type Html } from '../../pages/html';
import { renderFrame, type FrameOptions } from '../../pages/frame';
import { abstract } from './abstract';
import { citation } from './bibtex';
import { links } from './links';
import { note } from './note';
import { related } from './relatedPapers';
import { summary } from './aiSummary';
import { head } from './head';
import { navigation } from './navigation';
import { outcome } from './outcome';
import { repositories } from './repositories';
import type { Locale } from '../../core/lang/translator';
import type { PageView, Translate } from './view';
import { button } from './buttonsAndLinks';

/** `place` is rendered last, because it counts the marks in the others. */
const RENDERERS: Readonly<Record<Exclude<RegionName, 'place'>, (view: PageView) => Html | false>> = {
  head,
  note,
  abstract,
  summary,
  repositories,
  links,
  citation,
  related,
  outcome,
};

/** Code and links are beside the text if there is room. */
const OPENING_TAGS = new Map<RegionName, string>([['repositories', '<aside>']]);
const CLOSING_TAGS = new Map<RegionName, string>([['links', '</aside>']]);

/** Returns all regions in reading order. A region without content is empty. */
export function renderRegions(view: PageView): readonly Region[] {
  const read = REGIONS.flatMap((name) =>
    name === 'place' ? [] : [{ name, html: String(RENDERERS[name](view) || '') }],
  );
  const marks = read.reduce((sum, { html }) => sum + html.split('<mark>').length - 1, 0);
  return [{ name: 'place', html: String(navigation(view, marks) || '') }, ...read];
}

export interface DocumentOptions extends Omit<FrameOptions, 'unready'> {
  readonly state: PanelState;
  readonly context: string;
  readonly t: Translate;
}

/** Includes the text, so that the page is readable without scripts. */
export function renderDocument(options: DocumentOptions, content: readonly Region[]): string {
  // Regions are already escaped. Only this code and the page's script insert them unescaped.
  const regions = content
    .map(
      ({ name, html }) =>
        `${OPENING_TAGS.get(name) ?? ''}<section id="${name}">${html}</section>${CLOSING_TAGS.get(name) ?? ''}`,
    )
    .join('');
  const unready = options.t('The buttons of this page did not load. Reload the window to get them back.');
  return renderFrame({ ...options, unready }, regions);
}

/** Renders the title of a paper that is not in the library, and ways to find it. */
export function renderMissingPaper(title: string, { t }: Locale): readonly Region[] {
  const head = markup`<h1 dir="auto">${t('This paper is not in the library')}</h1>
    <p class="lead">${t('This tab showed “{0}”.', title)}
      ${t('It is shown again as soon as a refresh, an archive download or an import adds the paper.')}</p>
    <div class="actions">${button(t('Search'), { type: 'search' }, { look: 'primary', tip: t('Search the library for this title') })}
    ${button(t('Refresh'), { type: 'refresh' }, { tip: t('Download the latest days from Hugging Face') })}</div>`;
  return REGIONS.map((name) => ({ name, html: name === 'head' ? String(head) : '' }));
}
