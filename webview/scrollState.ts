import { readPanelState, type PanelState } from '../src/core/protocol';
import { host, type KeptState } from './host';

/** Scroll position to restore, in pixels from the top; 0 once it is restored or the user moved elsewhere. */
let wanted = 0;

/** Everything above has the size that it keeps. */
let settled = false;

/** Keeps what the host needs to bring this panel back, with the place that was read. */
export function keepState(state: PanelState): void {
  host.setState({ ...state, scroll: wanted || Math.round(window.scrollY) });
}

let waiting = false;

/** Saves the scroll position, at most once per frame. */
export function keepScroll(): void {
  if (waiting) return;
  waiting = true;
  window.requestAnimationFrame(() => {
    waiting = false;
    const state = readPanelState(host.getState());
    if (state) keepState(state);
  });
}

/** Restores the scroll position if the page shows the same paper as before. */
export function restoreScroll(state: PanelState): void {
  const kept = host.getState();
  if (readPanelState(kept)?.paperId !== state.paperId) return;
  wanted = Number((kept as Partial<KeptState>).scroll) || 0;
  // The page has no room before its editor is laid out, and may be too short before all of it has arrived.
  new ResizeObserver(goThere).observe(document.body);
  window.addEventListener('resize', goThere);
  window.addEventListener('load', whenSettled);
  // Stop restoring the scroll position once the user scrolls.
  for (const event of ['wheel', 'keydown', 'pointerdown']) window.addEventListener(event, leavePlace);
  goThere();
}

/** Cancels restoring the scroll position, because the user moved elsewhere. */
export function leavePlace(): void {
  wanted = 0;
}

/** What the toolkit draws may change its size in the frame after the page was loaded, and move what is below. */
function whenSettled(): void {
  window.requestAnimationFrame(() =>
    window.requestAnimationFrame(() => {
      settled = true;
      goThere();
    }),
  );
}

function goThere(): void {
  if (wanted === 0) return;
  window.scrollTo(0, wanted);
  if (settled && Math.round(window.scrollY) === wanted) leavePlace();
}
