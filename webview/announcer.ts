/** How long a message stays on the page, in milliseconds. */
const SHOWN_FOR = 4000;

let hiding: number | undefined;

/** Announces a message to screen readers and shows it briefly at the page's edge. */
export function announce(text: string): void {
  const live = document.getElementById('live');
  if (!live) return;
  window.clearTimeout(hiding);
  // Clear the text first: a repeated message is announced only if the text changes.
  live.textContent = '';
  window.requestAnimationFrame(() => (live.textContent = text));
  hiding = window.setTimeout(() => (live.textContent = ''), SHOWN_FOR);
}
