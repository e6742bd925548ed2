import { markup, type Html } from '../html';
import { button } from './controls';
import { KEYS } from './keys';
import type { PageView } from './view';
import { numberOf } from './words';

/** Where the reader is: the place in the list that the paper was opened from, and whether the panel is kept. */
export function place({ state, t, language }: PageView): Html | false {
  const at = state.list.indexOf(state.paperId);
  const steps = at >= 0 &&
    state.list.length > 1 && [
      button(
        arrow('m10 3-5 5 5 5'),
        { type: 'step', by: -1 },
        {
          look: 'icon',
          tip: t('Previous paper in the list'),
          name: t('Previous paper'),
          key: KEYS.previousPaper,
          disabled: at === 0,
        },
      ),
      markup`<span class="count">${t('{0} of {1}', numberOf(at + 1, language), numberOf(state.list.length, language))}</span>`,
      button(
        arrow('m6 3 5 5-5 5'),
        { type: 'step', by: 1 },
        {
          look: 'icon',
          tip: t('Next paper in the list'),
          name: t('Next paper'),
          key: KEYS.nextPaper,
          disabled: at === state.list.length - 1,
        },
      ),
    ];
  const keep =
    state.preview &&
    button(
      t('Keep Open'),
      { type: 'keep' },
      {
        look: 'quiet',
        tip: t('Keep this page open instead of reusing it for the next paper'),
        key: KEYS.keepPaper,
      },
    );
  if (!steps && !keep) return false;
  return markup`<nav class="place" aria-label="${t('List of papers')}">${steps}${keep}</nav>`;
}

function arrow(path: string): Html {
  return markup`<svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path d="${path}" fill="none" stroke="currentColor" stroke-width="1.2"/></svg>`;
}
