import assert from 'node:assert/strict';
import path from 'node:path';
import { PaperStore } from '../../src/library/store/paperStore';
import { generatedPapers } from '../support/generatedPapers';
import { startLatencyProxy, type LatencyProxy } from '../support/latency-proxy';
import { silentLog } from '../support/log';
import { madePaper } from '../support/papers';
import { storeWords } from '../support/store-words';
import { emptyFolder, startVSCode, until, type VSCode, type Window } from './driver';

/** The size of the whole archive in November 2026. */
const MANY = 15_000;
const NEEDLE = 'Quokkas considered harmless';
const OTHER = 'Wombats revisited';
/** Round trip to the server after the restart, as to another continent, in ms. */
const ROUND_TRIP_MS = 300;

describe('a library as large as the whole archive', () => {
  let code: VSCode;
  let window: Window;
  let proxy: LatencyProxy;

  before(async () => {
    code = await startVSCode({ settings: { 'papers.network': 'off' } });
    const storage = path.join(code.dataFolder, 'data/User/globalStorage/daily-papers.daily-papers');
    const papers = generatedPapers(MANY - 2, 11).map((paper, i) => {
      const month = `2${3 + (i % 4)}${String((i % 12) + 1).padStart(2, '0')}`;
      return { ...paper, id: `${month}.${String(i).padStart(5, '0')}` };
    });
    const needle = madePaper('2405.99999', { title: NEEDLE, abstract: 'An image of each.' });
    const other = madePaper('2406.99999', { title: OTHER, abstract: 'An image of each.' });
    await new PaperStore(storage, storeWords, silentLog).merge([...papers, needle, other]);
    proxy = await startLatencyProxy(code.origin);
    window = await code.open({ folder: emptyFolder('research'), origin: proxy.origin });
  });
  after(async () => {
    await code.stop();
    proxy.close();
  });

  /**
   * Indexing 15,000 papers for the first time takes about 12 s of a free core, so the first answer may take
   * longer.
   */
  const FIRST_ANSWER_MS = 120_000;

  async function finds(typed: string, withinMs?: number): Promise<void> {
    await window.command('Papers: Search');
    await window.type(typed);
    await window.row(NEEDLE, withinMs);
    await window.dismiss();
  }

  it('is indexed and searched for the first query', async () => {
    await finds('quokkas harm', FIRST_ANSWER_MS);
  });

  it('is shown by topic, with every paper counted', async () => {
    await window.openContainer('Daily Papers');
    await window.treeRow(/./);
    const counts = async (): Promise<readonly number[]> =>
      (await window.tree()).map(({ description }) => Number.parseInt(description, 10));
    // The bundled papers may come first.
    await until(
      'the whole library',
      async () => (await counts()).reduce((sum, count) => sum + (count || 0), 0) >= MANY,
      { seen: counts },
    );
  });

  it('is read from disk after a restart of the extension', async () => {
    proxy.roundTripMs = ROUND_TRIP_MS;
    await window.reload();
    await finds('quokkas harm');
    await finds('qukkas');
    assert.ok(proxy.delayed > 100, `${proxy.delayed} pieces of data were delayed`);
  });

  for (const [how, typed, title] of [
    ['pasted', '2405.99999', NEEDLE],
    ['typed key by key', 'wombats revisited', OTHER],
  ] as const)
    it(`opens what is ${how} when Enter follows at once, although the server is far away`, async () => {
      await window.command('Papers: Search');
      await window.page.locator('.quick-input-widget input[placeholder^="Words, "]:focus').waitFor();
      if (how === 'pasted') await window.pasteInBox(typed);
      else await window.typeOn(typed);
      await window.pressInBox('Enter');
      await window.quickInputClosed();
      await until(`the page of ${title}`, async () => {
        const page = await window.webview('h1');
        return (await page.locator('h1').innerText()) === title;
      });
    });
});
