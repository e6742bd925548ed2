import { markup, type Html } from './html';
import { button } from './controls';
import { KEYS } from './keybindings';
import type { PageView } from './view';
import { longDay } from '../../core/text/formatDate';
import { numberOf, starsOf } from './view';

/** Names shown before "and N more". */
const FIRST_AUTHORS = 12;

/** Title, authors, dates, topics, counts, and what can be done with the paper. */
export function head(view: PageView): Html {
  const { paper, typeset } = view;
  return markup`<h1 dir="auto">${typeset(paper.title, paper.tex?.title, 'title')}</h1>
    ${authors(view)}
    ${facts(view)}
    ${topics(view)}
    ${actions(view)}`;
}

function authors({ paper, t, language }: PageView): Html {
  const names = paper.authors;
  if (names.length === 0) {
    const count = paper.authorCount;
    const words =
      count === 0
        ? t('Authors not stated')
        : count === 1
          ? t('1 author, not named')
          : t('{0} authors, not named', numberOf(count, language));
    return markup`<p class="authors muted">${words}</p>`;
  }
  const more = names.slice(FIRST_AUTHORS);
  const rest = more.length > 0 && [
    ', ',
    markup`<details class="more"><summary>${t('and {0} more', numberOf(more.length, language))}</summary><span>: ${listed(more)}</span></details>`,
  ];
  const differs = paper.authorCount > names.length && [
    ' ',
    markup`<span class="muted">${t('({0} authors in all)', numberOf(paper.authorCount, language))}</span>`,
  ];
  const copy = button(
    t('Copy names'),
    { type: 'copy', paperId: paper.id, what: 'authors' },
    { look: 'quiet', tip: t('Copy the names of all authors'), key: KEYS.copyAuthors },
  );
  return markup`<div class="authors"><span>${listed(names.slice(0, FIRST_AUTHORS))}${rest}${differs}</span>${copy}</div>`;
}

/** Each name keeps its own direction; the commas belong to the page. */
function listed(names: readonly string[]): readonly (Html | string)[] {
  return names.flatMap((name, at) => [at > 0 ? ', ' : '', markup`<bdi>${name}</bdi>`]);
}

function facts(view: PageView): Html | false {
  const { paper, t, language } = view;
  const { upvotes, stars, comments } = paper;
  const items = [
    paper.published !== '' && t('Published {0}', longDay(paper.published, language)),
    paper.featuredOn.length > 0 &&
      t('Featured {0}', paper.featuredOn.map((day) => longDay(day, language)).join(', ')),
    paper.category,
    upvotes !== undefined && (upvotes === 1 ? t('1 upvote') : t('{0} upvotes', numberOf(upvotes, language))),
    comments > 0 && (comments === 1 ? t('1 comment') : t('{0} comments', numberOf(comments, language))),
    stars !== undefined && starsOf(stars, t, language),
  ].filter((item) => item !== false && item !== undefined);
  return (
    items.length > 0 && markup`<ul class="facts muted">${items.map((item) => markup`<li>${item}</li>`)}</ul>`
  );
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

function actions({ paper, t }: PageView): Html {
  const [repository] = paper.repositories;
  const clone =
    repository &&
    button(
      t('Clone'),
      { type: 'clone', paperId: paper.id, repository: repository.url },
      {
        look: 'primary',
        tip: t('Clone {0}', `${repository.owner}/${repository.name}`),
        key: KEYS.cloneActivePaper,
      },
    );
  return markup`<div class="actions">${clone}
    ${button(
      t('Copy BibTeX'),
      { type: 'copy', paperId: paper.id, what: 'bibtex' },
      { tip: t('Copy this paper as a BibTeX entry'), key: KEYS.copyBibtex },
    )}
    ${button(
      t('Copy Link'),
      { type: 'copy', paperId: paper.id, what: 'link' },
      { tip: t('Copy the address of this paper'), key: KEYS.copyLink },
    )}
  </div>`;
}
