import { REGIONS, type PanelState, type Region, type RegionName } from '../../core/protocol';
import { markup, type Html } from './html';
import { abstract, citation, links, note, related, summary } from './body';
import { head } from './head';
import { navigation } from './navigation';
import { outcome } from './outcome';
import { repositories } from './repositories';
import type { Locale } from '../../core/lang/translator';
import type { PageView, Translate } from './view';
import { button } from './controls';

/** Renderers by region. `place` is rendered last, because it counts the marks in the others. */
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

/** Renders every region of a paper's page, in reading order. A region without content is empty. */
export function renderRegions(view: PageView): readonly Region[] {
  const read = REGIONS.flatMap((name) =>
    name === 'place' ? [] : [{ name, html: String(RENDERERS[name](view) || '') }],
  );
  const marks = read.reduce((sum, { html }) => sum + html.split('<mark>').length - 1, 0);
  return [{ name: 'place', html: String(navigation(view, marks) || '') }, ...read];
}

/** Parts of a document besides its regions. */
export interface DocumentOptions {
  readonly title: string;
  readonly language: string;
  /** Unique per document. Only scripts and styles with this nonce are allowed. */
  readonly nonce: string;
  /** URLs of the page's script and style sheet. */
  readonly script: string;
  readonly style: string;
  readonly revision: number;
  readonly state: PanelState;
  /** Value of `data-vscode-context`; see `menuContext`. */
  readonly context: string;
  readonly t: Translate;
}

/** Returns the page's document. It contains the text, so that it is readable without scripts. */
export function renderDocument(options: DocumentOptions, content: readonly Region[]): string {
  const { nonce, t } = options;
  // Regions are already escaped. They are inserted unescaped only here and in the page's script.
  const regions = content
    .map(
      ({ name, html }) =>
        `${OPENING_TAGS.get(name) ?? ''}<section id="${name}">${html}</section>${CLOSING_TAGS.get(name) ?? ''}`,
    )
    .join('');
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  // The `expect` link blocks rendering until the browser has parsed the last element, `live`.
  // Otherwise a page that is painted during parsing, for instance inside a button, would move.
  const before = markup`<!doctype html>
<html lang="${options.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta property="csp-nonce" content="${nonce}">
<title>${options.title}</title>
<link rel="stylesheet" nonce="${nonce}" href="${options.style}">
<link rel="expect" blocking="render" href="#live">
</head>
<body data-revision="${options.revision}" data-state="${JSON.stringify(options.state)}" data-vscode-context="${options.context}">
<main>`;
  const after = markup`</main>
<p id="unready" class="muted">${t('The buttons of this page did not load. Reload the window to get them back.')}</p>
<div id="live" role="status" aria-live="polite"></div>
<script nonce="${nonce}" src="${options.script}"></script>
</body>
</html>`;
  return `${String(before)}${regions}${String(after)}`;
}

/** Renders the page of a paper that is not in the library: its title, and ways to find it. */
export function renderMissingPaper(title: string, { t }: Locale): readonly Region[] {
  const head = markup`<h1 dir="auto">${t('This paper is not in the library')}</h1>
    <p class="lead">${t('This tab showed “{0}”.', title)}
      ${t('It comes back by itself when a refresh, an archive or an import brings the paper.')}</p>
    <div class="actions">${button(t('Search'), { type: 'search' }, { look: 'primary', tip: t('Search the library for this title') })}
    ${button(t('Refresh'), { type: 'refresh' }, { tip: t('Ask the feed for new days') })}</div>`;
  return REGIONS.map((name) => ({ name, html: name === 'head' ? String(head) : '' }));
}
