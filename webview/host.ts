import type { HostMessage, PageMessage, PanelState } from '../src/core/protocol';
import { acquireHost } from './vscodeApi';

/** VS Code keeps this state while the page is hidden or the window reloads. */
export interface SavedState extends PanelState {
  /** Distance from the page's top, in CSS pixels. */
  readonly scroll: number;
}

export const host = acquireHost<PageMessage, SavedState>();

/** Trusts the type of messages, because the frame around the page is VS Code's own. */
export function onHostMessage(listener: (message: HostMessage) => void): void {
  window.addEventListener('message', (event: MessageEvent<HostMessage>) => listener(event.data));
}
