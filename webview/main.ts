import { parsePageMessage, parsePanelState } from '../src/core/protocol';
import { host, onHostMessage } from './host';
import { announce } from './announcer';
import { keepFocus } from './lastFocus';
import { stepMatch } from './matchNavigation';
import { replaceRegions, revealRegion } from './regions';
import { saveScroll, saveState, cancelRestore, restoreScroll } from './scrollState';
import { defineElements } from './toolkit';

defineElements();

const { revision, state } = document.body.dataset;
const initialState = parsePanelState(JSON.parse(state ?? 'null'));
if (initialState) {
  restoreScroll(initialState);
  saveState(initialState);
}

/** A disabled button sends nothing, and a button whose action runs has no message. */
const BUTTON_SELECTOR = 'vscode-button:not([disabled]), button[data-message]';

document.addEventListener('click', (event) => {
  const pressed = event.target instanceof Element ? event.target.closest<HTMLElement>(BUTTON_SELECTOR) : null;
  const { message, stepMatch: by } = pressed?.dataset ?? {};
  if (by !== undefined) stepMatch(by === '1' ? 1 : -1);
  const request = message === undefined ? undefined : parsePageMessage(JSON.parse(message));
  if (request) host.postMessage(request);
});

document.addEventListener('dblclick', (event) => {
  if (event.target instanceof Element && event.target.closest('h1')) host.postMessage({ type: 'keep' });
});

// Alt+Up and Alt+Down move through the list of papers. The browser would also scroll. VS Code still receives the key.
document.addEventListener('keydown', (event) => {
  if (event.altKey && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) event.preventDefault();
});

document.addEventListener('scroll', saveScroll, { passive: true });

onHostMessage((message) => {
  switch (message.type) {
    case 'show':
      replaceRegions(message.regions, message.arrival === undefined);
      document.body.dataset['vscodeContext'] = message.context;
      if (message.arrival !== undefined) {
        cancelRestore();
        window.scrollTo(0, 0);
        announce(message.arrival);
      }
      saveState(message.state);
      break;
    case 'announce':
      announce(message.text);
      break;
    case 'stepMatch':
      cancelRestore();
      stepMatch(message.by);
      break;
    case 'reveal':
      cancelRestore();
      revealRegion(message.region);
      break;
    default:
      message satisfies never;
  }
});

keepFocus();
document.body.classList.add('ready');
host.postMessage({ type: 'ready', revision: Number(revision) });
