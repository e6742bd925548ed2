import type { HostMessage, PageMessage, PanelState } from '../src/core/protocol';
import { acquireHost } from './vscodeApi';

/** State that VS Code keeps while the page is hidden or the window reloads. */
export interface SavedState extends PanelState {
  /** Distance from the page's top, in CSS pixels. */
  readonly scroll: number;
}

/** The host's end of the page. */
export const host = acquireHost<PageMessage, SavedState>();

/**
 * Calls back for every message of the host. Trusts the messages' type, because the frame around the page is
 * VS Code's own.
 */
export function onHostMessage(listener: (message: HostMessage) => void): void {
  window.addEventListener('message', (event: MessageEvent<HostMessage>) => listener(event.data));
}
