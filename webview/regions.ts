import type { RegionName } from '../src/core/protocol';
import { lastFocus, moveFocus } from './lastFocus';

/** Elements of a region that can have the focus. */
const CONTROLS = 'a[href], button, input, summary, vscode-button';

/** Identifies the focused control in new HTML. */
interface FocusedControl {
  readonly region: string | undefined;
  /** Position among the controls of the region. */
  readonly at: number;
  readonly message: string | undefined;
  /** Key of the list that a focused summary opens. */
  readonly details: string | undefined;
}

/**
 * Puts the host's HTML into the page's regions. The host escaped it, and the page's policy blocks its scripts. Lists
 * that the user opened stay open. The focus stays on its control, also while another part of the window has the focus.
 * @param isSame the page still shows the same paper; otherwise the focus stays only on an equal control
 */
export function replaceRegions(
  regions: readonly { readonly name: string; readonly html: string }[],
  isSame = true,
): void {
  const hasFocus = document.activeElement !== document.body;
  const control = lastFocus();
  const focused = control && describeControl(control);
  for (const { name, html } of regions) {
    const region = document.getElementById(name);
    if (region) replaceContent(region, html);
  }
  if (focused && !control.isConnected) moveFocus(controlLike(focused, isSame), hasFocus);
}

/** Scrolls to a region and focuses its first control. */
export function revealRegion(name: RegionName): void {
  const region = document.getElementById(name);
  region?.scrollIntoView();
  region?.querySelector<HTMLElement>('vscode-button, a')?.focus();
}

function replaceContent(region: HTMLElement, html: string): void {
  const open = [...region.querySelectorAll<HTMLElement>('details[open]')].map(detailsKey);
  region.innerHTML = html;
  for (const details of region.querySelectorAll('details'))
    if (detailsKey(details) !== undefined && open.includes(detailsKey(details))) details.open = true;
}

function detailsKey(details: HTMLElement | null): string | undefined {
  return details?.dataset['details'];
}

function describeControl(focused: HTMLElement): FocusedControl {
  const region = focused.closest('section');
  return {
    region: region?.id,
    at: controlsOf(region).indexOf(focused),
    message: focused.dataset['message'],
    details: summaryKey(focused),
  };
}

/** Returns the equal control, in the same region if possible, else the control at the same position. */
function controlLike(focused: FocusedControl, isSame: boolean): HTMLElement | undefined {
  const { region, at } = focused;
  const controls = controlsOf(region === undefined ? null : document.getElementById(region));
  const isEqual = (control: HTMLElement): boolean => isSameControl(control, focused);
  const equal = controls.find(isEqual) ?? controlsOf(document).find(isEqual);
  return equal ?? (isSame && at >= 0 ? (controls[at] ?? controls.at(-1)) : undefined);
}

function isSameControl(control: HTMLElement, { message, details }: FocusedControl): boolean {
  if (message !== undefined) return control.dataset['message'] === message;
  return details !== undefined && summaryKey(control) === details;
}

/** Key of the list that a summary opens; `undefined` for other controls. */
function summaryKey(control: HTMLElement): string | undefined {
  return control.matches('summary') ? detailsKey(control.closest('details')) : undefined;
}

function controlsOf(parent: ParentNode | null): HTMLElement[] {
  return [...(parent?.querySelectorAll<HTMLElement>(CONTROLS) ?? [])];
}
