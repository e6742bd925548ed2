import type { StoreMessages } from '../../src/library/store/paperStore';

/** The store's messages, short enough to compare. */
export const storeWords: StoreMessages = {
  damaged: (files) => `damaged: ${files.join(', ')}`,
  newer: (files) => `newer: ${files.join(', ')}`,
  unreadable: (files, why) => `unreadable: ${files.join(', ')} ${why}`,
  notSaved: (why) => `not saved: ${why}`,
};
