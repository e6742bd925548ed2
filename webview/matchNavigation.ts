import { announce } from './announcer';

/** Moves to the next or previous marked word, wrapping around, and announces its number and the total. */
export function stepMatch(by: 1 | -1): void {
  const marks = [...document.querySelectorAll('mark')];
  const at = marks.findIndex((mark) => mark.classList.contains('current'));
  const next = at < 0 && by < 0 ? marks.length - 1 : (at + by + marks.length) % marks.length;
  marks[at]?.classList.remove('current');
  const mark = marks[next];
  if (!mark) return;
  mark.classList.add('current');
  mark.scrollIntoView({ block: 'center' });
  announce(`${next + 1} / ${marks.length}: ${mark.textContent}`);
}
