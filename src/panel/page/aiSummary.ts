import { markup, type Html } from '../../pages/html';
import { button } from './buttonsAndLinks';
import type { PageView } from './view';

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
