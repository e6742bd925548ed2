import { readPanelState, type PanelState } from '../src/core/protocol';
import { host, type KeptState } from './host';

/** A place that could not be gone to yet, because the page has no room before its editor is laid out. */
let wanted = 0;

/** Keeps what the host needs to bring this panel back, with the place that was read. */
export function keepState(state: PanelState): void {
  host.setState({ ...state, scroll: wanted || Math.round(window.scrollY) });
}

let waiting = false;

/** Keeps the place that is read, at most once in a frame. */
export function keepScroll(): void {
  if (waiting) return;
  waiting = true;
  window.requestAnimationFrame(() => {
    waiting = false;
    const state = readPanelState(host.getState());
    if (state) keepState(state);
  });
}

/** Goes back to the place that was read, when the page shows the same paper as then. */
export function restoreScroll(state: PanelState): void {
  const kept = host.getState();
  if (readPanelState(kept)?.paperId !== state.paperId) return;
  wanted = Number((kept as Partial<KeptState>).scroll) || 0;
  goThere();
  for (const event of ['load', 'resize']) window.addEventListener(event, goThere);
  // Whoever moves by hand is not moved again.
  for (const event of ['wheel', 'keydown', 'pointerdown']) window.addEventListener(event, () => (wanted = 0));
}

function goThere(): void {
  if (wanted === 0) return;
  window.scrollTo(0, wanted);
  if (Math.round(window.scrollY) === wanted) wanted = 0;
}
