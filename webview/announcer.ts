const SHOWN_MS = 4000;

let hideTimer: number | undefined;

/** Announces a message to screen readers and shows it briefly at the page's edge. */
export function announce(text: string): void {
  const live = document.getElementById('live');
  if (!live) return;
  window.clearTimeout(hideTimer);
  // A repeated message is announced only if the text changes, so the text is cleared first.
  live.textContent = '';
  window.requestAnimationFrame(() => (live.textContent = text));
  hideTimer = window.setTimeout(() => (live.textContent = ''), SHOWN_MS);
}
