import type { RegionName } from '../src/core/protocol';

/**
 * Puts the host's HTML into the page's regions. The host escaped it, and the page's policy blocks scripts in
 * it.
 */
export function replaceRegions(regions: readonly { readonly name: string; readonly html: string }[]): void {
  const focused = focusedMessage();
  for (const { name, html } of regions) {
    const region = document.getElementById(name);
    if (region) region.innerHTML = html;
  }
  if (focused !== undefined && document.activeElement === document.body) restoreFocus(focused);
}

/** Scrolls to a region and puts the focus on its first control. */
export function revealRegion(name: RegionName): void {
  const region = document.getElementById(name);
  region?.scrollIntoView();
  region?.querySelector<HTMLElement>('vscode-button, a')?.focus();
}

/** Returns the focused button's message, which identifies the same button in new HTML. */
function focusedMessage(): string | undefined {
  const focused = document.activeElement;
  return focused instanceof HTMLElement ? focused.dataset['message'] : undefined;
}

function restoreFocus(message: string): void {
  for (const button of document.querySelectorAll<HTMLElement>('[data-message]')) {
    if (button.dataset['message'] === message) {
      button.focus();
      return;
    }
  }
}
