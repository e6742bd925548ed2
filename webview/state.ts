import { readPanelState, type PanelState } from '../src/core/protocol';
import { host, type KeptState } from './host';

/** Keeps what the host needs to bring this panel back, with the place that was read. */
export function keepState(state: PanelState): void {
  host.setState({ ...state, scroll: Math.round(window.scrollY) });
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
  window.scrollTo(0, Number((kept as Partial<KeptState>).scroll) || 0);
}
