/** The control that has the focus, or had it when the focus left the page. */
let last: HTMLElement | undefined;

/**
 * Returns the focus to its control when the page gets it back, as after a box was closed. The browser clears a page's
 * focus when another part of the window gets it, so keys would act on the page as a whole.
 */
export function keepFocus(): void {
  document.addEventListener('focusin', ({ target }) => {
    last = target instanceof HTMLElement ? target : undefined;
  });
  document.addEventListener('focusout', () => {
    // Only later does the document report whether the focus left the page, or left its controls by a click.
    window.setTimeout(() => {
      if (document.hasFocus() && document.activeElement === document.body) last = undefined;
    });
  });
  window.addEventListener('focus', () => {
    if (document.activeElement === document.body) last?.focus({ preventScroll: true });
  });
}

/** Returns the control that has the focus, or gets it when the page has it again. */
export function lastFocus(): HTMLElement | undefined {
  const active = document.activeElement;
  return active instanceof HTMLElement && active !== document.body ? active : last;
}

/** Moves the focus to a control, or keeps the control for when the page has the focus again. */
export function moveFocus(control: HTMLElement | undefined, isNow: boolean): void {
  if (isNow) control?.focus();
  else last = control;
}
