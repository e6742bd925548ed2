import assert from 'node:assert/strict';
import { silentLog } from '../../support/log';
import { madePaper } from '../../support/papers';
import { scratchFolder } from '../../support/scratch.mjs';
import { storeWords } from '../../support/store-words';
import { withVSCode } from '../../support/withVSCode';

const nothing = { dispose: () => undefined };
const vscode = {
  window: { onDidChangeWindowState: () => nothing, state: { focused: true } },
  Disposable: {
    from: (...all: { dispose(): void }[]) => ({ dispose: () => all.forEach((one) => one.dispose()) }),
  },
};

describe('the state of a paper that the user added', () => {
  it('changes for rows and pages when it is removed from the added papers and stays in the feed', async () => {
    const [{ LiveLibrary }, { paperStates }] = await withVSCode(vscode, () =>
      Promise.all([import('../../../src/library/liveLibrary'), import('../../../src/papers/paperStates')]),
    );
    const live = new LiveLibrary({
      folder: scratchFolder('added-state'),
      readBundled: () => Promise.resolve({ papers: [], problems: [] }),
      endpoint: () => ({ ok: true, endpoint: 'https://hub.invalid' }),
      network: () => 'off',
      words: { ...storeWords, marks: () => '' },
      synced: { read: () => undefined, write: () => Promise.resolve() },
      log: silentLog,
    });
    const never = (): typeof nothing => nothing;
    const states = paperStates({
      marks: live.marks,
      cloned: { foldersOf: () => [], onDidChange: never },
      added: live.added,
      notes: { noteOf: () => undefined, onDidChange: never },
      texts: { onDidChange: never },
      code: { arrivalOf: () => undefined, onDidChange: never },
    });
    const paper = madePaper('2603.00001');
    const shown: (boolean | undefined)[] = [];
    const show = (): void => {
      const found = live.library.paper(paper.id);
      if (found) shown.push(states.of(found).added);
    };
    await live.library.read();
    live.library.onDidChange(show);
    states.onDidChange(show);
    await live.added.add([paper]);
    await live.store.merge([{ ...paper, featuredOn: ['2026-03-03'], upvotes: 4 }]);
    await live.library.reload();
    const removed = await live.added.remove([paper.id]);
    assert.equal(shown.at(-1), false);
    await live.added.add(removed);
    assert.equal(shown.at(-1), true, 'after Undo');
    live.dispose();
  });
});
