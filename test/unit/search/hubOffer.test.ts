import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { parseQuery } from '../../../src/core/query/parseQuery';
import { HubOffer, FEW_HITS } from '../../../src/search/hubOffer';
import type { HubAnswer, HubSearch } from '../../../src/search/hubSearch';
import { silentLog } from '../../support/log';
import { madePaper } from '../../support/papers';

const QUOKKAS = parseQuery('quokkas has:code');

/** A Hub whose responses the test controls. */
class Hub implements HubSearch {
  isAllowed = true;
  readonly asked: string[] = [];
  readonly signals: AbortSignal[] = [];
  answer: (answer: HubAnswer) => void = () => undefined;
  refuse: (why: Error) => void = () => undefined;

  search(text: string, signal: AbortSignal): Promise<HubAnswer> {
    this.asked.push(text);
    this.signals.push(signal);
    return new Promise((resolve, reject) => {
      this.answer = resolve;
      this.refuse = reject;
    });
  }
}

describe('the search beyond the library', () => {
  let hub: Hub;
  let changes: number;
  let beyond: HubOffer;

  beforeEach(() => {
    hub = new Hub();
    changes = 0;
    beyond = new HubOffer(hub, silentLog, () => changes++);
  });

  it('is offered for few hits, and asks nothing by itself', () => {
    assert.deepEqual(beyond.state(QUOKKAS, 0), { kind: 'offered', text: 'quokkas' });
    assert.deepEqual(beyond.state(QUOKKAS, FEW_HITS - 1)?.kind, 'offered');
    assert.equal(beyond.state(QUOKKAS, FEW_HITS), undefined);
    assert.equal(beyond.state(parseQuery('has:code'), 0), undefined);
    assert.deepEqual([hub.asked, changes], [[], 0]);
  });

  it('is neither offered nor run while the network is off', async () => {
    hub.isAllowed = false;
    assert.equal(beyond.state(QUOKKAS, 0), undefined);
    await beyond.search(QUOKKAS);
    assert.deepEqual(hub.asked, []);
  });

  it('shows that it runs, then the papers; a second request meanwhile sends nothing', async () => {
    const searching = beyond.search(QUOKKAS);
    void beyond.search(QUOKKAS);
    assert.equal(beyond.state(QUOKKAS, 0)?.kind, 'searching');
    hub.answer({ kind: 'papers', papers: [madePaper('2603.00001')] });
    await searching;
    assert.deepEqual(hub.asked, ['quokkas']);
    assert.equal(beyond.state(QUOKKAS, 0)?.kind, 'papers');
    assert.equal(changes, 2);
  });

  it('shows the answer also above the limit of hits, because the user asked for it', async () => {
    const searching = beyond.search(QUOKKAS);
    hub.answer({ kind: 'failed', message: 'Try again later.' });
    await searching;
    assert.deepEqual(beyond.state(QUOKKAS, 50), {
      kind: 'failed',
      message: 'Try again later.',
      text: 'quokkas',
    });
  });

  it('drops the answer to another text', async () => {
    const searching = beyond.search(QUOKKAS);
    beyond.forget();
    assert.ok(hub.signals[0]?.aborted);
    hub.answer({ kind: 'papers', papers: [madePaper('2603.00001')] });
    await searching;
    await turn();
    assert.deepEqual([beyond.state(QUOKKAS, 0)?.kind, changes], ['offered', 1]);
  });

  it('shows an unexpected error', async () => {
    const searching = beyond.search(QUOKKAS);
    hub.refuse(new Error('made up'));
    await searching;
    assert.deepEqual(beyond.state(QUOKKAS, 0), { kind: 'failed', message: 'made up', text: 'quokkas' });
  });
});
