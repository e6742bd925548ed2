import type { PageMessage, StepMatch } from '../../core/protocol';
import { httpsAddress, markup, type Html, type HtmlValue } from './html';

/** How a button looks and what it says beyond its label. */
export interface ButtonOptions {
  /** `primary` once on a page; `quiet` reads as a link does, `chip` as a label; default `secondary`. */
  readonly look?: 'primary' | 'secondary' | 'icon' | 'quiet' | 'chip';
  /** What it does, as a whole phrase; shown as tooltip, with the key behind it. */
  readonly tip: string;
  /** Key of the command that does the same, as the manifest writes it (`alt+b`). */
  readonly key?: string;
  /** Name for assistive technology where the label is a sign or is repeated on the page. */
  readonly name?: string;
  readonly disabled?: boolean;
  /** For a toggle button: whether it is on. */
  readonly pressed?: boolean;
}

/** A button that sends one message to the host, or steps through the marked words of the page. */
export function button(label: HtmlValue, message: PageMessage | StepMatch, options: ButtonOptions): Html {
  const attributes = [
    markup` appearance="${options.look ?? 'secondary'}" title="${withKey(options.tip, options.key)}"`,
    message.type === 'stepMatch'
      ? markup` data-step-match="${message.by}"`
      : markup` data-message="${JSON.stringify(message)}"`,
    options.name !== undefined && markup` aria-label="${options.name}"`,
    options.disabled && markup` disabled`,
    options.pressed !== undefined && markup` aria-pressed="${String(options.pressed)}"`,
  ];
  return markup`<vscode-button${attributes}>${label}</vscode-button>`;
}

/** A link to a page outside, with its address as tooltip; its label alone when the address is not https. */
export function link(label: HtmlValue, url: string, key?: string): Html {
  const address = httpsAddress(url);
  if (address === undefined) return markup`<span>${label}</span>`;
  return markup`<a href="${address}" title="${withKey(address, key)}">${label}</a>`;
}

/** A phrase with a key of the manifest behind it, as people write keys: `alt+down` becomes `Alt+Down`. */
function withKey(phrase: string, key: string | undefined): string {
  if (key === undefined) return phrase;
  const shown = key.replace(
    /(^|\+)(\w)/g,
    (_all, plus: string, letter: string) => plus + letter.toUpperCase(),
  );
  return `${phrase} (${shown})`;
}
