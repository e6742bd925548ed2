import { windows } from './driver';

/** Mocha's root hooks: a picture of every open window when a test has failed. */
export const mochaHooks: Mocha.RootHookObject = {
  async afterEach(this: Mocha.Context) {
    const test = this.currentTest;
    if (test?.state !== 'failed') return;
    for (const window of windows) {
      try {
        console.log(`      picture: ${await window.screenshot(`failed ${test.fullTitle()}`)}`);
      } catch {
        // The window itself may be what failed.
      }
    }
  },
};
