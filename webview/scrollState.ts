import { parsePanelState, type PanelState } from '../src/core/protocol';
import { host, type SavedState } from './host';

/** In pixels from the top; 0 after restoring, or after the user moved elsewhere. */
let targetScroll = 0;

/** Everything above the position has its final size. */
let layoutSettled = false;

/** Saves the state with which the host restores this panel, and the scroll position. */
export function saveState(state: PanelState): void {
  host.setState({ ...state, scroll: targetScroll || Math.round(window.scrollY) });
}

let savePending = false;

/** At most once per frame. */
export function saveScroll(): void {
  if (savePending) return;
  savePending = true;
  window.requestAnimationFrame(() => {
    savePending = false;
    const state = parsePanelState(host.getState());
    if (state) saveState(state);
  });
}

/** Restores the scroll position if the page shows the same paper as before. */
export function restoreScroll(state: PanelState): void {
  const saved = host.getState();
  if (parsePanelState(saved)?.paperId !== state.paperId) return;
  targetScroll = Number((saved as Partial<SavedState>).scroll) || 0;
  // The page has no height before its editor is laid out, and may be too short until all HTML has arrived.
  new ResizeObserver(applyScroll).observe(document.body);
  window.addEventListener('resize', applyScroll);
  window.addEventListener('load', onLayoutSettled);
  for (const event of ['wheel', 'keydown', 'pointerdown']) window.addEventListener(event, cancelRestore);
  applyScroll();
}

/** Cancels restoring the scroll position, because the user moved elsewhere. */
export function cancelRestore(): void {
  targetScroll = 0;
}

/** The toolkit's elements can change size in the frame after loading and move the content below. */
function onLayoutSettled(): void {
  window.requestAnimationFrame(() =>
    window.requestAnimationFrame(() => {
      layoutSettled = true;
      applyScroll();
    }),
  );
}

function applyScroll(): void {
  if (targetScroll === 0) return;
  window.scrollTo(0, targetScroll);
  if (layoutSettled && Math.round(window.scrollY) === targetScroll) cancelRestore();
}
