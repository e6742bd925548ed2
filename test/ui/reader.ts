import { feedDay } from '../../src/core/feed/feedCalendar';
import { FeedServer } from '../support/feed-server';
import { zebrafish } from '../support/zebrafish';
import { emptyFolder, startVSCode, until, type VSCode, type Window } from './driver';

/** Newest day of the feed, which is in New York's time zone. */
export const DAY = feedDay(Date.now());

/** Someone who reads papers: VS Code with the digest and made-up papers, and access to their pages. */
export class Reader {
  private constructor(
    readonly vscode: VSCode,
    readonly window: Window,
    /** The workspace folder, called `aquarium`. */
    readonly folder: string,
    private readonly feed: FeedServer,
  ) {}

  /** Starts VS Code and downloads the made-up papers. */
  static async start(env: NodeJS.ProcessEnv = {}): Promise<Reader> {
    const feed = await FeedServer.start();
    feed.days.set(DAY, zebrafish(DAY));
    const vscode = await startVSCode({
      env,
      settings: {
        'papers.huggingFace.endpoint': feed.endpoint,
        // With "on", a page requests results of its paper some time after it opened, and stores its state
        // again then.
        'papers.network': 'manual',
      },
    });
    const folder = emptyFolder('aquarium');
    const window = await vscode.open({ folder });
    await window.command('Papers: Refresh');
    await window.toast(/5 new papers/);
    await window.command('Notifications: Clear All Notifications');
    return new Reader(vscode, window, folder, feed);
  }

  async stop(): Promise<void> {
    await this.vscode.stop();
    await this.feed.stop();
  }

  /** Makes the feed respond with one more paper from now on. */
  feature(item: Record<string, unknown>): void {
    this.feed.days.set(DAY, [...zebrafish(DAY), item]);
  }

  async closePages(): Promise<void> {
    await this.window.dismiss();
    await this.window.command('View: Close All Editors');
  }

  async open(query: string, title: string | RegExp): Promise<void> {
    const { window } = this;
    await window.command('Papers: Search');
    await window.type(query);
    await window.row(title);
    const wanted = (label: string): boolean =>
      typeof title === 'string' ? label === title : title.test(label);
    await until('the row to be chosen', async () => {
      const chosen = (await window.rows()).find(({ focused }) => focused);
      if (chosen && wanted(chosen.label)) return true;
      await window.pressInBox('ArrowDown');
      return false;
    });
    await window.pressInBox('Enter');
    await window.quickInputClosed();
    // Another page may have been open before.
    await until(
      `the page of ${String(title)}`,
      async () => wanted((await this.read('h1').catch(() => '')).replace(/\s+/g, ' ').trim()),
      { seen: () => this.read('h1') },
    );
  }

  /** Returns the text of a part of the page. */
  async read(selector: string): Promise<string> {
    return (await this.window.webview(selector)).locator(selector).first().innerText();
  }

  /** Waits for a text on the page, whose frame may be replaced meanwhile. */
  async reads(selector: string, words: RegExp): Promise<void> {
    await until(
      `${String(words)} in ${selector}`,
      async () => words.test(await this.read(selector).catch(() => '')),
      { seen: () => this.read(selector) },
    );
  }
}
