import type { Window } from './window';

/** The open windows. */
const open = new Set<Window>();

/** Takes a picture of a window whenever a test fails while it is open. */
export function takePictures(window: Window): void {
  open.add(window);
  window.page.once('close', () => open.delete(window));
}

// On mocha's root, for the tests of the file that this is bundled with.
if (typeof afterEach === 'function') {
  afterEach(async function () {
    const test = this.currentTest;
    if (test?.state !== 'failed') return;
    for (const window of open) {
      try {
        console.log(`      picture: ${await window.screenshot(`failed ${test.fullTitle()}`)}`);
      } catch {
        // The window itself may be what failed.
      }
    }
  });
}
