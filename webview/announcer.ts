/** How long a message stays on the page, in milliseconds. */
const SHOWN_MS = 4000;

let hideTimer: number | undefined;

/** Announces a message to screen readers and shows it briefly at the page's edge. */
export function announce(text: string): void {
  const live = document.getElementById('live');
  if (!live) return;
  window.clearTimeout(hideTimer);
  // Clear the text first: a repeated message is announced only if the text changes.
  live.textContent = '';
  window.requestAnimationFrame(() => (live.textContent = text));
  hideTimer = window.setTimeout(() => (live.textContent = ''), SHOWN_MS);
}
