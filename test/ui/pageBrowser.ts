import { launchBrowser } from '../support/browser.mjs';
import { shared } from './shared';

/** The browser that both groups of tests of paperPage.test.ts share. */
export const pageBrowser = shared(async () => {
  const browser = await launchBrowser();
  return { browser, stop: () => browser.close() };
});
