import { isArxivId } from '../../core/links/arxiv';
import type { LinkKind } from '../../core/paper/paper';
import type { PageMessage } from '../../core/protocol';
import { markup, type Html, type HtmlValue } from '../../pages/html';
import { button, link } from './buttonsAndLinks';
import { revisionFact } from './outcome';
import { mainCloneButton } from './mainCloneButton';
import { KEYS } from './keybindings';
import type { PageView, Translate } from './view';
import { longDay } from '../../core/text/formatDate';
import { formatStars } from './view';
import { countText, formatNumber } from '../../core/lang/translator';

const MAX_AUTHORS = 12;

/** Renders title, authors, dates, topics, counts and actions. */
export function head(view: PageView): Html {
  const { paper, renderText } = view;
  return markup`<h1 dir="auto">${renderText(paper.title, paper.tex?.title, 'title')}</h1>
    ${authors(view)}
    ${facts(view)}
    ${notKept(view)}
    ${topics(view)}
    ${actions(view)}`;
}

function authors({ paper, t, language }: PageView): Html {
  const names = paper.authors;
  if (names.length === 0) {
    const count = paper.authorCount;
    const label =
      count === 0
        ? t('Authors not stated')
        : countText({ t, language }, count, {
            one: '{0} author, not named',
            other: '{0} authors, not named',
          });
    return markup`<p class="authors muted">${label}</p>`;
  }
  const listed = (some: readonly string[]): HtmlValue => listedAuthors(paper.id, some, t);
  const more = names.slice(MAX_AUTHORS);
  const rest = more.length > 0 && [
    ', ',
    markup`<details class="more" data-details="authors ${paper.id}"><summary>${t('and {0} more', formatNumber(more.length, language))}</summary><span>: ${listed(more)}</span></details>`,
  ];
  const differs = paper.authorCount > names.length && [
    ' ',
    markup`<span class="muted">${t('({0} authors in all)', formatNumber(paper.authorCount, language))}</span>`,
  ];
  const copy = button(
    t('Copy names'),
    { type: 'copy', paperId: paper.id, what: 'authors' },
    { look: 'quiet', tip: t('Copy the names of all authors'), key: KEYS.copyAuthors },
  );
  const follow = button(
    t('Follow…'),
    { type: 'follow', paperId: paper.id },
    { look: 'quiet', tip: t('Follow authors or topics of this paper'), key: KEYS.followPaper },
  );
  return markup`<div class="authors"><span>${listed(names.slice(0, MAX_AUTHORS))}${rest}${differs}</span> ${copy} ${follow}</div>`;
}

/** Renders plain buttons: a paper can have 600 authors, too many for the toolkit's buttons. */
function listedAuthors(paperId: string, names: readonly string[], t: Translate): HtmlValue {
  return names.map((author, at) => {
    const message: PageMessage = { type: 'searchAuthor', paperId, author };
    const tip = t('Search papers by {0}', author);
    return markup`${at > 0 && ', '}<button type="button" class="author" title="${tip}" data-message="${JSON.stringify(message)}"><bdi>${author}</bdi></button>`;
  });
}

function facts(view: PageView): Html | false {
  const { paper, t, language } = view;
  const { upvotes, stars, comments } = paper;
  const { added, codeDay } = view.stateOf(paper);
  const items = [
    paper.published !== '' && t('Published {0}', longDay(paper.published, language)),
    paper.featuredOn.length > 0 &&
      t('Featured {0}', paper.featuredOn.map((day) => longDay(day, language)).join(', ')),
    added === true && t('Added by you'),
    codeDay !== undefined && t('Code arrived {0}', longDay(codeDay, language)),
    paper.category,
    upvotes !== undefined && countText({ t, language }, upvotes, { one: '{0} upvote', other: '{0} upvotes' }),
    comments > 0 && countText({ t, language }, comments, { one: '{0} comment', other: '{0} comments' }),
    stars !== undefined && formatStars(stars, t, language),
    // Last, because it can arrive after the page opened and must not move the others.
    revisionFact(view),
  ].filter((item) => item !== false && item !== undefined);
  return (
    items.length > 0 && markup`<ul class="facts muted">${items.map((item) => markup`<li>${item}</li>`)}</ul>`
  );
}

function notKept({ paper, isKept, t }: PageView): Html | false {
  if (isKept) return false;
  const keep = button(
    t('Keep'),
    { type: 'addPaper', paperId: paper.id },
    { look: 'quiet', tip: t('Add this paper to the library') },
  );
  return markup`<p class="not-kept">${t('This paper is not in your library. The page shows its data from Hugging Face.')} ${keep}</p>`;
}

function topics({ paper, topics: named, t }: PageView): Html | false {
  const items = named.map(({ id, label }, at) =>
    button(
      label,
      { type: 'showTopic', paperId: paper.id, topic: id },
      { look: 'chip', tip: t('Search papers on {0}', label), ...(at === 0 && { key: KEYS.searchTopic }) },
    ),
  );
  return (
    items.length > 0 &&
    markup`<ul class="chips" aria-label="${t('Topics')}">${items.map((item) => markup`<li>${item}</li>`)}</ul>`
  );
}

function actions(view: PageView): Html {
  const { paper, t } = view;
  const { saved, read = false } = view.stateOf(paper);
  const address = (kind: LinkKind): string | undefined => paper.links.find((one) => one.kind === kind)?.url;
  const [arxiv, pdf] = [address('arxiv'), address('pdf')];
  return markup`<div class="actions">${mainCloneButton(view)}
    ${button(
      t('Copy BibTeX'),
      { type: 'copy', paperId: paper.id, what: 'bibtex' },
      { tip: t('Copy this paper as a BibTeX entry'), key: KEYS.copyBibtex },
    )}
    ${button(
      saved ? t('Saved') : t('Save'),
      { type: 'toggle', paperId: paper.id, mark: 'saved' },
      {
        tip: saved ? t('Remove from the reading list') : t('Save to the reading list'),
        key: KEYS.toggleSaved,
        pressed: saved,
      },
    )}
    ${button(
      read ? t('Read') : t('Mark as Read'),
      { type: 'toggle', paperId: paper.id, mark: 'read' },
      { tip: read ? t('Mark as unread') : t('Mark as read'), key: KEYS.toggleRead, pressed: read },
    )}
    ${button(
      t('Copy Link'),
      { type: 'copy', paperId: paper.id, what: 'link' },
      { tip: t('Copy the address of this paper'), key: KEYS.copyLink },
    )}
    ${
      isArxivId(paper.id) &&
      button(
        t('Full Text'),
        { type: 'openText', paperId: paper.id },
        { tip: t('Open the text of this paper in a tab and keep it'), key: KEYS.openText },
      )
    }
    ${
      // If there is a note, its button is beside its first lines.
      view.note === undefined &&
      button(
        t('Add Note'),
        { type: 'openNote', paperId: paper.id },
        { tip: t('Create a note about this paper in your workspace'), key: KEYS.openNote },
      )
    }
    ${
      (pdf !== undefined || arxiv !== undefined) &&
      markup`<span class="addresses">${pdf !== undefined && link('PDF', pdf, KEYS.openPdf)}
        ${arxiv !== undefined && link('arXiv', arxiv, KEYS.openArxiv)}</span>`
    }
  </div>`;
}
