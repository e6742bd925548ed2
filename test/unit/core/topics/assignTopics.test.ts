import assert from 'node:assert/strict';
import { PaperIndex } from '../../../../src/core/index/paperIndex';
import { planTopics } from '../../../../src/core/topics/topicPlan';
import { assignTopics, findTopics, rankTopics } from '../../../../src/core/topics/assignTopics';
import type { Topic, TopicTerm } from '../../../../src/core/topics/topics';
import type { Paper } from '../../../../src/core/paper/paper';
import { madePaper } from '../../../support/papers';
import { finished } from '../../../support/finished';

function topic(id: string, ...terms: readonly TopicTerm[]): Topic {
  return { id, label: id, icon: 'tag', terms };
}

function topicsOf(paper: Partial<Paper>, ...topics: readonly Topic[]): readonly string[] | undefined {
  const index = PaperIndex.of([madePaper('p', paper), madePaper('q')]);
  const found = finished(findTopics(index, topics));
  return finished(assignTopics(index, finished(planTopics(topics)), undefined, found)).get('p');
}

describe('which topics a score earns', () => {
  const ids = ['a', 'b', 'c', 'd', 'other'];
  for (const [name, scores, expected] of [
    ['the strongest first, further ones near it', [3, 5, 2.8, 1], ['b', 'a', 'c']],
    ['at most three', [5, 5, 5, 5], ['a', 'b', 'c']],
    ['no further one that is far behind', [9, 2, 2, 2], ['a']],
    ['other when nothing is strong enough', [0.7, 0.2, 0, 0], ['other']],
    ['other when there is nothing', [], ['other']],
    ['never other by its score', [0, 0, 0, 2, 9], ['d']],
  ] as const) {
    it(name, () => assert.deepEqual(rankTopics(ids, scores), expected));
  }
});

describe('terms of topics', () => {
  const paper = {
    title: 'Faster decoding of language models',
    abstract: 'We prune language models. Pruning keeps 90% of the accuracy on edge-devices.',
    category: 'cs.CL',
  };
  for (const [name, terms, expected] of [
    ['a word in any of its forms', [{ weight: 4, any: ['pruned'] }], 'x'],
    ['a phrase exactly', [{ weight: 4, any: ['"language models"'] }], 'x'],
    ['a phrase in another form is another phrase', [{ weight: 9, any: ['"language model"'] }], 'other'],
    ['hyphens do not matter', [{ weight: 4, any: ['"edge devices"'] }], 'x'],
    ['typographic quotes are quotes', [{ weight: 4, any: ['“language models”'] }], 'x'],
    ['a phrase never reaches from title to abstract', [{ weight: 9, any: ['"models we"'] }], 'other'],
    ['a word of the title only', [{ weight: 9, any: ['title:pruning'] }], 'other'],
    ['a word of the title', [{ weight: 4, any: ['title:decoding'] }], 'x'],
    ['a word of the abstract only', [{ weight: 9, any: ['abstract:decoding'] }], 'other'],
    ['one mention in the abstract is less than half', [{ weight: 1.7, any: ['accuracy'] }], 'other'],
    ['a mention in the title is more', [{ weight: 1.7, any: ['decoding'] }], 'x'],
    ['what any of the queries finds counts once more', [{ weight: 1.4, any: ['accuracy', 'edge'] }], 'x'],
    ['all required words', [{ weight: 4, any: ['+pruning +edge'] }], 'x'],
    ['a required word that is missing', [{ weight: 9, any: ['+pruning +vision'] }], 'other'],
    ['a word that must not occur', [{ weight: 9, any: ['pruning -edge'] }], 'other'],
    ['a query that rules the term out', [{ weight: 9, any: ['pruning'], not: ['title:faster'] }], 'other'],
    ['a query that would rule it out', [{ weight: 4, any: ['pruning'], not: ['title:pruning'] }], 'x'],
    [
      'words against the topic',
      [
        { weight: 4, any: ['pruning'] },
        { weight: -4, any: ['edge'] },
      ],
      'other',
    ],
    ['a query that only the search answers', [{ weight: 4, any: ['category:cs.CL'] }], 'x'],
    ['a search that rules the term out', [{ weight: 9, any: ['pruning'], not: ['category:cs'] }], 'other'],
    ['stop words and nonsense', [{ weight: 9, any: ['the', '"', '+', 'qqqq'] }], 'other'],
  ] as const) {
    it(name, () => assert.deepEqual(topicsOf(paper, topic('x', ...terms)), [expected]));
  }

  const added = (id: string, more: Partial<Topic>): Topic => ({ ...topic(id), added: true, ...more });
  const strong = topic('strong', { weight: 90, any: ['pruning', '"language models"'] });
  const near = topic('near', { weight: 80, any: ['pruning', '"language models"'] });
  const third = topic('third', { weight: 70, any: ['pruning', '"language models"'] });

  it('a topic of one query comes first; a paper has at most three topics', () => {
    const own = added('own', { query: 'title:decoding' });
    const second = added('second', { query: 'category:cs' });
    const topics = [strong, near, third, second, own];
    assert.deepEqual(topicsOf(paper, ...topics), ['second', 'own', 'strong']);
    assert.deepEqual(topicsOf(paper, strong, near, own), ['own', 'strong', 'near']);
    const more = ['a', 'b', 'c'].map((id) => added(id, { query: 'pruning' }));
    assert.deepEqual(topicsOf(paper, own, ...more), ['own', 'a', 'b']);
    assert.deepEqual(topicsOf(paper, own), ['own']);
    assert.deepEqual(topicsOf(paper, strong, added('none', { query: 'zebrafish' })), ['strong']);
  });

  it('a topic of terms that the settings add displaces the weakest of three alone, however strong', () => {
    const terms = [{ weight: 900, any: ['pruning', '"language models"'] }];
    const own = added('own', { terms });
    assert.deepEqual(topicsOf(paper, strong, near, third, own), ['own', 'strong', 'near']);
    const weak = added('weak', { terms: [{ weight: 4, any: ['pruning'] }] });
    assert.deepEqual(topicsOf(paper, strong, weak), ['strong']);
    assert.deepEqual(topicsOf(paper, weak), ['weak']);
  });

  it('are assigned in small steps, however many there are', () => {
    const index = PaperIndex.of(
      Array.from({ length: 400 }, (_, i) => madePaper(`p${i}`, { abstract: `Pruning number ${i}.` })),
    );
    const steps = (work: Generator<void, unknown>): number => {
      let count = 0;
      while (work.next().done !== true) count += 1;
      return count;
    };
    const queries = Array.from({ length: 100 }, (_, i) => added(`q${i}`, { query: `pruning ${i}` }));
    // One step per search, and one per 128 papers found.
    assert.ok(steps(findTopics(index, queries)) >= 100 * (1 + Math.floor(400 / 128)));
    const terms = Array.from({ length: 100 }, (_, i) =>
      added(`t${i}`, { terms: [{ weight: 4, any: Array.from({ length: 10 }, (_, k) => `+x${i} +y${k}`) }] }),
    );
    assert.ok(steps(planTopics(terms)) >= 100);
    // One step per 16 papers.
    assert.ok(steps(assignTopics(index, finished(planTopics(terms)))) >= 400 / 16);
  });

  it('new papers move no old one', () => {
    const topics = [topic('x', { weight: 4, any: ['prune'] }), topic('y', { weight: 3, any: ['decoding'] })];
    const alone = finished(
      assignTopics(PaperIndex.of([madePaper('p', paper)]), finished(planTopics(topics))),
    ).get('p');
    const crowd = Array.from({ length: 300 }, (_, i) =>
      madePaper(`c${i}`, { abstract: 'decoding decoding' }),
    );
    const among = finished(
      assignTopics(PaperIndex.of([madePaper('p', paper), ...crowd]), finished(planTopics(topics))),
    );
    assert.deepEqual(among.get('p'), alone);
    assert.equal(among.size, 301);
  });
});
