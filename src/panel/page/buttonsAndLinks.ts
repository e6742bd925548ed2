import type { PageMessage, MatchStep } from '../../core/protocol';
import { httpsAddress, markup, type Html, type HtmlValue } from '../../pages/html';

export interface ButtonOptions {
  /** `primary`: at most once per page; `quiet` looks like a link, `chip` like a label. Default: `secondary`. */
  readonly look?: 'primary' | 'secondary' | 'icon' | 'quiet' | 'chip';
  /** Phrase for the tooltip, which also shows the key. */
  readonly tip: string;
  /** As in the manifest (`alt+b`). */
  readonly key?: string;
  /** Name for assistive technology, if the label is a symbol or not unique on the page. */
  readonly name?: string;
  readonly disabled?: boolean;
  /** While the action runs, the button sends nothing, but keeps the focus, which `disabled` would lose. */
  readonly running?: boolean;
  readonly pressed?: boolean;
}

/** Renders a button that sends a message to the host, or moves between the marked words. */
export function button(label: HtmlValue, message: PageMessage | MatchStep, options: ButtonOptions): Html {
  const attributes = [
    markup` appearance="${options.look ?? 'secondary'}" title="${withKey(options.tip, options.key)}"`,
    options.running ? markup` aria-disabled="true"` : actionOf(message),
    options.name !== undefined && markup` aria-label="${options.name}"`,
    options.disabled && markup` disabled`,
    options.pressed !== undefined && markup` aria-pressed="${String(options.pressed)}"`,
  ];
  return markup`<vscode-button${attributes}>${label}</vscode-button>`;
}

function actionOf(message: PageMessage | MatchStep): Html {
  return message.type === 'stepMatch'
    ? markup` data-step-match="${message.by}"`
    : markup` data-message="${JSON.stringify(message)}"`;
}

/** Renders only the label if the URL is not https. */
export function link(label: HtmlValue, url: string, key?: string): Html {
  const address = httpsAddress(url);
  if (address === undefined) return markup`<span>${label}</span>`;
  return markup`<a href="${address}" title="${withKey(address, key)}">${label}</a>`;
}

/** Shows `alt+down` as `Alt+Down`. */
function withKey(phrase: string, key: string | undefined): string {
  if (key === undefined) return phrase;
  const shown = key.replace(
    /(^|\+)(\w)/g,
    (_all, plus: string, letter: string) => plus + letter.toUpperCase(),
  );
  return `${phrase} (${shown})`;
}
