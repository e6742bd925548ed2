import assert from 'node:assert/strict';
import { whyNotIn, type Network } from '../support/server-process.mjs';
import { complaints, startVSCode, until, type VSCode, type Window } from './driver';

/** VS Code with a window and no reachable server. */
interface Cut {
  readonly code: VSCode;
  readonly window: Window;
}

/** Undefined if this machine cannot provide such a network; prints the reason. */
async function startWithin(network: Network): Promise<Cut | undefined> {
  const why = whyNotIn(network);
  if (why !== undefined) {
    console.log(`      no network of the kind “${network}” can be made here: ${why}`);
    return undefined;
  }
  const code = await startVSCode({ network, env: { HF_ENDPOINT: '', ARXIV_ENDPOINT: '' } });
  return { code, window: await code.open() };
}

describe('where nothing can be reached', () => {
  let without: Cut | undefined;
  let mute: Cut | undefined;

  before(async () => {
    [without, mute] = await Promise.all([startWithin('none'), startWithin('mute')]);
  });
  after(() => Promise.all([without?.code.stop(), mute?.code.stop()]));

  /** A test of a window in one of the networks; skipped if the machine lacks it. */
  function within(cut: () => Cut | undefined, says: string, test: (window: Window) => Promise<void>): void {
    it(says, function () {
      const window = cut()?.window;
      return window ? test(window) : this.skip();
    });
  }
  const withoutNetwork = within.bind(undefined, () => without);
  /** Name resolution gets no response. */
  const withoutNames = within.bind(undefined, () => mute);

  async function showsTheLibrary(window: Window): Promise<void> {
    await window.openContainer('Daily Papers');
    await window.treeRow('Code');
    assert.deepEqual(await window.toasts(), []);
  }

  async function findsAPaper(window: Window): Promise<void> {
    await window.command('Papers: Search');
    await window.type('identifier-aware code understanding');
    await window.pick(/^CodeT5: Identifier-aware/);
    const page = await window.webview('h1');
    assert.match(await page.locator('main').innerText(), /Pre-trained models for Natural Languages/);
    assert.deepEqual(await window.toasts(), []);
  }

  async function saysSo(window: Window): Promise<void> {
    const said = await window.toast('huggingface.co could not be reached');
    assert.match(said, /Check the connection, then try again.*The newest paper is from 3 Nov 2025/);
  }

  /** Waits until the view offers to stop a refresh, or to start one. */
  async function offers(window: Window, title: 'Refresh' | 'Stop Refreshing'): Promise<void> {
    const buttons = window.page.locator(
      '.sidebar .pane-header a:is([aria-label^="Refresh"], [aria-label^="Stop Refreshing"])',
    );
    const offered = (): Promise<readonly (string | null)[]> =>
      buttons.evaluateAll((all) => all.map((button) => button.getAttribute('aria-label')));
    await until(`the button “${title}”`, async () => (await offered()).join() === title, { seen: offered });
  }

  withoutNames('the library is shown though nobody answers', showsTheLibrary);

  withoutNames('a refresh that nobody answers ends when it is told to', async (window) => {
    await window.command('Papers: Refresh');
    await offers(window, 'Stop Refreshing');
    await window.command('Papers: Stop Refreshing');
    await offers(window, 'Refresh');
    assert.deepEqual(await window.toasts(), []);
  });

  withoutNames('a paper is found and shown to be read while an answer is waited for', async (window) => {
    await window.command('Papers: Refresh');
    await findsAPaper(window);
    await offers(window, 'Stop Refreshing');
  });

  withoutNetwork('the library is shown without a network', showsTheLibrary);

  withoutNetwork('a paper is found and shown to be read without a network', findsAPaper);

  withoutNetwork(
    'a refresh says that the feed cannot be reached, and what the library has',
    async (window) => {
      await window.command('Papers: Refresh');
      await saysSo(window);
      await window.screenshot('offline');
    },
  );

  withoutNames('a refresh that nobody answers says so in the end', async (window) => {
    await saysSo(window);
    await offers(window, 'Refresh');
  });

  it('leaves no error of the extension behind', () => {
    for (const cut of [without, mute]) if (cut) assert.deepEqual(complaints(cut.code), []);
  });
});
