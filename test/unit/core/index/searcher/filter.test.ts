import assert from 'node:assert/strict';
import { PaperIndex } from '../../../../../src/core/index/paperIndex';
import { wordsOf } from '../../../../../src/core/analysis/tokenizer';
import type { Paper } from '../../../../../src/core/paper/paper';
import { parseQuery } from '../../../../../src/core/query/parseQuery';
import { Random } from '../../../../eval/random';
import { madePaper } from '../../../../support/papers';

/** No two of them joined give another one, because joined spellings match too. */
const WORDS = ['abz', 'abaz', 'bz', 'baz', 'babz', 'cdz', 'cz', 'dcz'];
const NAMES = ['Ada', 'Ben', 'Bao', 'Cy', 'Chang', 'Dee'];

/** Creates papers with few distinct words, so that nearly every phrase occurs. */
function made(random: Random, count: number): Paper[] {
  const text = (length: number): string =>
    Array.from({ length }, () => oneOf(random, WORDS) + (random.below(5) === 0 ? '-' : ' '))
      .join('')
      .replace(/[- ]$/, '');
  return Array.from({ length: count }, (_, n) =>
    madePaper(`2601.${String(n).padStart(5, '0')}`, {
      title: text(1 + random.below(5)),
      abstract: text(random.below(12)),
      authors: Array.from(
        { length: random.below(4) },
        () => `${oneOf(random, NAMES)} ${oneOf(random, NAMES)}`,
      ),
      published: random.below(9) === 0 ? '' : `2026-0${1 + random.below(3)}-1${random.below(9)}`,
      upvotes: random.below(4),
      topics: random.below(2) === 0 ? ['agents'] : ['code', 'agents-of-old'],
    }),
  );
}

const plain = (text: string): string[] => wordsOf(text).map((word) => word.text);

/** Whether words are adjacent, the last one perhaps incomplete; a slow, simple implementation. */
function holds(text: string, phrase: readonly string[], open: boolean): boolean {
  const words = plain(text);
  return words.some((_, at) =>
    phrase.every((word, i) => {
      const own = words[at + i] ?? '';
      return open && i === phrase.length - 1 ? own.startsWith(word) : own === word;
    }),
  );
}

describe('filters by notes', () => {
  const papers = ['1', '2', '3'].map((id) => madePaper(id, { title: `Weak tag ${id}` }));
  const index = PaperIndex.of(papers);
  const notes = new Map([
    ['1', { tags: ['to-cite', 'ml/nlp'], words: ' ablations are weak ' }],
    ['2', { tags: [], words: '' }],
  ]);
  for (const [query, typing, ids] of [
    ['has:note', false, '1 2'],
    ['-has:note', false, '3'],
    ['has:n', true, '1 2'],
    ['tag:to-cite', false, '1'],
    ['tag:"ml/nlp"', false, '1'],
    ['-tag:ml', false, '2 3'],
    ['tag:to', true, '1'],
    ['tag:to', false, ''],
    ['note:ablation', false, '1'],
    ['note:"are weak"', false, '1'],
    ['note:"weak are"', false, ''],
    ['weak note:abl', true, '1'],
    ['-note:ablation', false, '2 3'],
    ['note:tag', false, ''],
  ] as const)
    it(`${query}${typing ? ', while it is typed' : ''}: ${ids}`, () => {
      const hits = index.search(parseQuery(query), { typing, noteOf: (id: string) => notes.get(id) });
      assert.equal(
        hits
          .map(({ paper }) => paper.id)
          .sort()
          .join(' '),
        ids,
      );
      // The search works without notes.
      const without = index.search(parseQuery(query), { typing }).length;
      assert.equal(without, query.startsWith('-') ? papers.length : 0);
    });
});

describe('filters with hyphenated words', () => {
  const texts = {
    image: 'Text-to-image synthesis',
    images: 'Texts to images, in steps',
    apart: 'Text generation leads to an image',
    vlm: 'A vision-language-action model',
    vision: 'Computer vision and natural languages',
    visions: 'Vision languages',
    gpt4: 'Judges such as GPT4',
    gpt35: 'GPT-3.5 on 4 datasets',
    authors: 'Of people',
    repo: 'A repository',
  };
  const papers = Object.entries(texts).map(([id, abstract]) =>
    madePaper(id, {
      title: 'Wombat',
      abstract,
      authors: id === 'authors' ? ['Ming-Wei Chang', 'Jean Paul', 'Luc Picard'] : [],
      repositories:
        id === 'repo'
          ? [{ host: 'github.com', owner: 'a', name: 'in-context', url: 'https://github.com/a/in-context' }]
          : [],
    }),
  );
  const index = PaperIndex.of(papers);
  for (const [word, typing, ids] of [
    ['text-to-image', false, 'image images'],
    ['TEXT_to\u2010Images', false, 'image images'],
    ['texttoimage', false, 'image'],
    ['vision-language', false, 'visions vlm'],
    ['language-vision', false, ''],
    ['gpt-4', false, 'gpt4'],
    ['gpt-3.5', false, 'gpt35'],
    ['ming-wei', false, 'authors'],
    ['jean-luc', false, ''],
    ['paul-luc', false, ''],
    ['in-context', false, 'repo'],
    ['title:wombat-text', false, ''],
    ['abstract:vision-languages', false, 'visions vlm'],
    ['vision-language/action', false, 'vlm'],
    ['vision-lang', false, ''],
    ['vision-lang', true, 'visions vlm'],
    ['text-to-im', true, 'image images'],
  ] as const)
    it(`${word}${typing ? ', while it is typed' : ''}: ${ids}`, () => {
      const found = (query: string): string =>
        index
          .search(parseQuery(query), { typing })
          .map(({ paper }) => paper.id)
          .sort()
          .join(' ');
      const sign = word.includes(':') ? '' : '+';
      assert.equal(found(`${sign}${word}`), ids);
      // An excluded word is never incomplete.
      const others = papers.map(({ id }) => id).filter((id) => typing || !ids.split(' ').includes(id));
      assert.equal(found(`-${word}`), others.sort().join(' '));
    });
});

describe('filters of a query, beside reading every paper', () => {
  const random = new Random(11);
  const papers = made(random, 300);
  // In several segments with some deleted papers.
  const index = PaperIndex.of(papers);
  const found = (query: string, typing: boolean): string[] =>
    index
      .search(parseQuery(query), { typing })
      .map(({ paper }) => paper.id)
      .sort();
  const expected = (test: (paper: Paper) => boolean): string[] => papers.filter(test).map(({ id }) => id);

  it('find phrases in titles, abstracts and both, whole and while they are typed', () => {
    for (let round = 0; round < 400; round += 1) {
      const open = random.below(2) === 0;
      const phrase = Array.from({ length: 1 + random.below(4) }, () => oneOf(random, WORDS));
      if (open) phrase.push((phrase.pop() ?? '').slice(0, 2));
      const field = oneOf(random, ['title', 'abstract', '']);
      const query = `${field === '' ? '' : `${field}:`}"${phrase.join(' ')}${open ? '' : '"'}`;
      const texts = ({ title, abstract, authors }: Paper): readonly string[] =>
        field === 'title' ? [title] : field === 'abstract' ? [abstract] : [title, abstract, ...authors];
      assert.deepEqual(
        found(query, open),
        expected((paper) => texts(paper).some((text) => holds(text, phrase, open))),
        query,
      );
    }
  });

  it('find authors by the words of one name in any order, and by its beginning', () => {
    for (let round = 0; round < 200; round += 1) {
      const typed = [oneOf(random, NAMES), oneOf(random, NAMES)].map((name) => name.toLowerCase());
      const open = random.below(2) === 0;
      const [first = '', last = ''] = open ? [typed[0], typed[1]?.slice(0, 2)] : typed;
      const query = `author:"${first} ${last}${open ? '' : '"'}`;
      const isOf = (name: string): boolean => {
        const own = plain(name);
        return own.some(
          (word, i) =>
            word === first &&
            own.some((other, k) => k !== i && (open ? other.startsWith(last) : other === last)),
        );
      };
      assert.deepEqual(
        found(query, open),
        expected(({ authors }) => authors.some(isOf)),
        query,
      );
    }
  });

  it('match a topic by its whole name, and while it is typed by its beginning', () => {
    const of = (topic: string): string[] => expected(({ topics }) => topics.includes(topic));
    assert.deepEqual(found('topic:agents', false), of('agents'));
    assert.deepEqual(
      found('topic:agents', true),
      expected(() => true),
    );
    assert.deepEqual(found('topic:"Agents of old"', false), of('agents-of-old'));
    assert.deepEqual(found('-topic:agents', false), of('code'));
  });

  it('sort by day or by votes, with ties by day, votes and id, for any limit', () => {
    const key = ({ published, featuredOn, upvotes }: Paper): string =>
      [published, featuredOn.at(-1) ?? published, String(upvotes ?? 0).padStart(9, '0')].join(' ');
    const byDay = (a: Paper, b: Paper): number =>
      key(a) === key(b) ? (a.id < b.id ? -1 : 1) : key(a) > key(b) ? -1 : 1;
    const orders: [sort: string, order: (a: Paper, b: Paper) => number][] = [
      ['', byDay],
      ['sort:date', byDay],
      ['sort:upvotes', (a, b) => (b.upvotes ?? 0) - (a.upvotes ?? 0) || byDay(a, b)],
    ];
    for (const [sort, order] of orders) {
      const ids = papers.toSorted(order).map(({ id }) => id);
      for (const limit of [0, 1, 50, 299, 300, 1_000]) {
        const hits = index.search(parseQuery(sort), { limit });
        assert.deepEqual(
          hits.map(({ paper }) => paper.id),
          ids.slice(0, limit),
        );
      }
    }
  });
});

function oneOf(random: Random, items: readonly string[]): string {
  return items[random.below(items.length)] ?? '';
}
