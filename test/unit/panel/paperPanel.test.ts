import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import type { HostMessage } from '../../../src/core/protocol';
import type { Paper } from '../../../src/core/paper/paper';
import { PaperPanel, type PanelHost } from '../../../src/panel/paperPanel';
import { madePaper } from '../../support/papers';
import { stateOf, viewOf } from '../../support/paperPage';

const first = madePaper('2409.00001', { title: 'First paper' });
const second = madePaper('2409.00002', { title: 'Second paper' });

/** A page of VS Code that records the documents and messages that it gets. */
class FakePage {
  readonly documents: string[] = [];
  readonly messages: HostMessage[] = [];
  visible = true;
  #receive: (message: unknown) => void = () => undefined;
  #viewChanged: () => void = () => undefined;

  readonly panel: vscode.WebviewPanel = Object.defineProperties(
    { title: '', active: false } as unknown as vscode.WebviewPanel,
    {
      visible: { get: () => this.visible },
      webview: { value: this.#webview() },
      onDidChangeViewState: {
        value: (listen: () => void) => this.#listen(() => (this.#viewChanged = listen)),
      },
      onDidDispose: { value: () => this.#listen(() => undefined) },
    },
  );

  /** Sends `ready` with the revision of a document. */
  ready(document: string): void {
    const revision = /data-revision="(\d+)"/.exec(document)?.[1];
    assert.ok(revision !== undefined, 'the document states its revision');
    this.#receive({ type: 'ready', revision: Number(revision) });
  }

  hide(): void {
    this.visible = false;
    this.#viewChanged();
  }

  #webview(): object {
    const { documents, messages } = this;
    return {
      set html(value: string) {
        documents.push(value);
      },
      postMessage: (message: HostMessage) => Promise.resolve(messages.push(message) > 0),
      asWebviewUri: (uri: unknown) => uri,
      onDidReceiveMessage: (listen: (message: unknown) => void) =>
        this.#listen(() => (this.#receive = listen)),
    };
  }

  #listen(add: () => void): { readonly dispose: () => void } {
    add();
    return { dispose: () => undefined };
  }
}

describe('a panel that gets its next paper', () => {
  let page: FakePage;
  let panel: PaperPanel;
  let timers: ((() => void) | undefined)[];
  const real = { setTimeout, clearTimeout };
  const elapse = () => timers.splice(0).forEach((action) => action?.());
  const papers = new Map([first, second].map((paper) => [paper.id, paper]));

  beforeEach(() => {
    timers = [];
    globalThis.setTimeout = ((action: () => void) => {
      timers.push(action);
      return timers.length;
    }) as unknown as typeof setTimeout;
    globalThis.clearTimeout = ((timer: number) => {
      timers[timer - 1] = undefined;
    }) as unknown as typeof clearTimeout;
    page = new FakePage();
    const host = {
      paper: (id: string) => papers.get(id),
      view: (paper: Paper, state: unknown) => viewOf(paper, { state: state as never }),
      locale: { t: (text: string) => text, language: 'en' },
      tabTitle: (paper: Paper) => paper.title,
      wholeTitle: (title: string) => title,
      activeChanged: () => undefined,
    } as unknown as PanelHost;
    const assets = { folder: '', script: 'main.js', style: 'main.css' } as unknown as never;
    panel = new PaperPanel(page.panel, assets, host, stateOf(first));
  });
  afterEach(() => {
    panel.dispose();
    Object.assign(globalThis, real);
  });

  const document = (at: number): string => page.documents[at] ?? assert.fail(`no document ${at}`);
  const shows = () => page.messages.flatMap((message) => (message.type === 'show' ? [message] : []));

  it('sends it when a loading page is ready, with its title, and writes no second document', () => {
    panel.show(stateOf(second));
    assert.equal(page.documents.length, 1, 'VS Code can keep a second document hidden');
    page.ready(document(0));
    const [shown] = shows();
    assert.equal(shown?.arrival, second.title);
    assert.match(shown.regions.map(({ html }) => html).join(''), /Second paper/);
    elapse();
    assert.equal(page.documents.length, 1);
  });

  it('sends nothing when the loading page is ready for the paper that it has', () => {
    panel.show(stateOf(second));
    panel.show(stateOf(first));
    page.ready(document(0));
    assert.ok(shows().every(({ regions, arrival }) => regions.length === 0 && arrival === undefined));
  });

  it('writes a new document if the page does not become ready', () => {
    panel.show(stateOf(second));
    elapse();
    assert.equal(page.documents.length, 2);
    assert.match(document(1), /Second paper/);
    page.ready(document(1));
    assert.deepEqual(shows(), []);
  });

  it('writes a new document for a hidden page at once', () => {
    panel.show(stateOf(second));
    page.hide();
    assert.match(document(1), /Second paper/);
    elapse();
    assert.equal(page.documents.length, 2);
  });

  it('sends it to a page that is ready', () => {
    page.ready(document(0));
    panel.show(stateOf(second));
    assert.equal(shows().at(-1)?.arrival, second.title);
    assert.equal(page.documents.length, 1);
  });

  it('writes nothing after it was closed', () => {
    panel.show(stateOf(second));
    panel.dispose();
    elapse();
    assert.equal(page.documents.length, 1);
  });
});
