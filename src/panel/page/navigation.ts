import type { PageMessage, MatchStep } from '../../core/protocol';
import { markup, type Html } from '../../pages/html';
import { button } from './buttonsAndLinks';
import { KEYS } from './keybindings';
import type { PageView } from './view';
import { countText, formatNumber } from '../../core/lang/translator';

/** Renders the position in the list, the number of marked words, and Keep Open. */
export function navigation(view: PageView, marks: number): Html | false {
  const parts = [listSteps(view), matchSteps(view, marks), keepButton(view)].filter((part) => part !== false);
  if (parts.length === 0) return false;
  return markup`<nav class="place" aria-label="${view.t('Where this paper was found')}">${parts}</nav>`;
}

function listSteps({ state: { list, paperId }, t, language }: PageView): Html | false {
  const at = list.indexOf(paperId);
  if (at < 0 || list.length < 2) return false;
  const label = t('{0} of {1}', formatNumber(at + 1, language), formatNumber(list.length, language));
  return markup`<span class="steps">${step(
    'back',
    { type: 'step', by: -1 },
    { name: t('Previous paper'), key: KEYS.previousPaper, disabled: at === 0 },
  )}<span class="count">${label}</span>${step(
    'on',
    { type: 'step', by: 1 },
    { name: t('Next paper'), key: KEYS.nextPaper, disabled: at === list.length - 1 },
  )}</span>`;
}

function matchSteps({ t, language }: PageView, marks: number): Html | false {
  if (marks === 0) return false;
  const label = countText({ t, language }, marks, { one: '{0} match', other: '{0} matches' });
  return markup`<span class="steps">${step(
    'back',
    { type: 'stepMatch', by: -1 },
    { name: t('Previous match'), key: KEYS.previousMatch },
  )}<span class="count">${label}</span>${step(
    'on',
    { type: 'stepMatch', by: 1 },
    { name: t('Next match'), key: KEYS.nextMatch },
  )}</span>`;
}

function keepButton({ state, t }: PageView): Html | false {
  if (!state.preview) return false;
  const tip = t('Keep this page open instead of reusing it for the next paper');
  return button(t('Keep Open'), { type: 'keep' }, { look: 'quiet', tip, key: KEYS.keepPaper });
}

/** The style sheet mirrors the arrow in right-to-left pages. */
function step(
  way: 'back' | 'on',
  message: PageMessage | MatchStep,
  options: { readonly name: string; readonly key: string; readonly disabled?: boolean },
): Html {
  const path = way === 'back' ? 'm10 3-5 5 5 5' : 'm6 3 5 5-5 5';
  const arrow = markup`<svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path d="${path}" fill="none" stroke="currentColor" stroke-width="1.2"/></svg>`;
  return button(arrow, message, { look: 'icon', tip: options.name, ...options });
}
