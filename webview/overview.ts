import {
  parseOverviewHostMessage,
  parseOverviewMessage,
  parseOverviewState,
  type OverviewMessage,
  type OverviewState,
} from '../src/core/overview/overviewProtocol';
import { announce } from './announcer';
import { keepFocus } from './lastFocus';
import { focusCell, moveInTable, prepareTable } from './tableNavigation';
import { replaceRegions } from './regions';
import { acquireHost } from './vscodeApi';

const host = acquireHost<OverviewMessage, OverviewState>();

const { revision, state } = document.body.dataset;
host.setState(parseOverviewState(JSON.parse(state ?? 'null')));

document.addEventListener('click', (event) => {
  const target = event.target instanceof Element ? event.target : null;
  const message = target && (buttonMessage(target) ?? cellMessage(target));
  if (message) host.postMessage(message);
});

document.addEventListener('submit', (event) => {
  event.preventDefault();
  host.postMessage({ type: 'setQuery', query: queryInput()?.value ?? '' });
});

document.addEventListener('keydown', (event) => {
  if (moveInTable(event)) event.preventDefault();
});

document.addEventListener('focusin', (event) => focusCell(event.target));

window.addEventListener('message', (event: MessageEvent<unknown>) => {
  const message = parseOverviewHostMessage(event.data);
  switch (message?.type) {
    case 'show': {
      replaceRegions(message.regions);
      prepareTable();
      host.setState(message.state);
      const input = queryInput();
      // Keeps a query that the user is typing.
      if (input && document.activeElement !== input) input.value = message.state.query;
      if (message.announcement !== undefined) announce(message.announcement);
      break;
    }
    case 'announce':
      announce(message.text);
      break;
    case undefined:
      break;
    default:
      message satisfies never;
  }
});

prepareTable();
keepFocus();
document.body.classList.add('ready');
host.postMessage({ type: 'ready', revision: Number(revision) });

function queryInput(): HTMLInputElement | null {
  return document.querySelector('#queryText');
}

function buttonMessage(target: Element): OverviewMessage | undefined {
  const message = target.closest<HTMLElement>('[data-message]')?.dataset['message'];
  return message === undefined ? undefined : parseOverviewMessage(JSON.parse(message));
}

/** Reads a bar, an entry of a legend or a number of the table. */
function cellMessage(target: Element): OverviewMessage | undefined {
  const part = target.closest<HTMLElement | SVGElement>('[data-part]');
  const period = part?.closest<HTMLElement | SVGElement>('[data-period]');
  return parseOverviewMessage({
    type: 'showPapers',
    period: period?.dataset['period'],
    part: part?.dataset['part'],
  });
}
