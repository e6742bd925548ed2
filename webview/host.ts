import type { HostMessage, PageMessage, PanelState } from '../src/core/protocol';

/** State that VS Code keeps while the page is hidden or the window reloads. */
export interface SavedState extends PanelState {
  /** Distance from the page's top, in CSS pixels. */
  readonly scroll: number;
}

interface VsCodeApi {
  postMessage(message: PageMessage): void;
  getState(): unknown;
  setState(state: SavedState): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** The host's end of the page; may be taken once only. */
export const host = acquireVsCodeApi();

/** Calls back for every message of the host. The frame around the page is VS Code's own, so its type is believed. */
export function onHostMessage(listener: (message: HostMessage) => void): void {
  window.addEventListener('message', (event: MessageEvent<HostMessage>) => listener(event.data));
}
