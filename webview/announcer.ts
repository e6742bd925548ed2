/** How long a sentence stays on the page, in milliseconds. */
const SHOWN_FOR = 4000;

let hiding: number | undefined;

/** Says a sentence: assistive technology reads it, and it is seen for a moment at the page's edge. */
export function announce(text: string): void {
  const live = document.getElementById('live');
  if (!live) return;
  window.clearTimeout(hiding);
  // The same sentence twice is a change only when it was gone in between.
  live.textContent = '';
  window.requestAnimationFrame(() => (live.textContent = text));
  hiding = window.setTimeout(() => (live.textContent = ''), SHOWN_FOR);
}
