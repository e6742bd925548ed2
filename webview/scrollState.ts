import { readPanelState, type PanelState } from '../src/core/protocol';
import { host, type KeptState } from './host';

/** A place to go back to, in pixels from the top; 0 once the reader is there or went elsewhere. */
let wanted = 0;

/** Everything above has the size that it keeps. */
let settled = false;

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
  // The page has no room before its editor is laid out, and may be too short before all of it has arrived.
  new ResizeObserver(goThere).observe(document.body);
  window.addEventListener('resize', goThere);
  window.addEventListener('load', whenSettled);
  // Whoever moves by hand is not moved again.
  for (const event of ['wheel', 'keydown', 'pointerdown']) window.addEventListener(event, leavePlace);
  goThere();
}

/** The reader goes elsewhere: the place that was read before is not gone back to any more. */
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
