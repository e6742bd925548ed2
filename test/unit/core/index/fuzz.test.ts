import assert from 'node:assert/strict';
import { bestSentence, markMatches } from '../../../../src/core/highlight/highlight';
import { decodeSegment, encodeSegment } from '../../../../src/core/index/segment/segmentFormat';
import { matchPapers } from '../../../../src/core/index/read/matchPapers';
import { PaperIndex } from '../../../../src/core/index/paperIndex';
import { emptyReader } from '../../../../src/core/index/read/segmentReader';
import { runToEnd } from '../../../../src/core/lang/runGenerator';
import { completions, knownValue } from '../../../../src/core/query/completions';
import { describeQuery } from '../../../../src/core/query/describeQuery';
import type { Paper } from '../../../../src/core/paper/paper';
import { parseQuery } from '../../../../src/core/query/parseQuery';
import { suggestionsFor, relaxedQueries } from '../../../../src/core/query/suggestions';
import { Random } from '../../../eval/random';
import { madePaper } from '../../../support/papers';
import { generatedPapers } from '../../../support/generatedPapers';

const PROTOTYPE_WORDS = Object.getOwnPropertyNames(Object.prototype);
const PIECES = [
  ...PROTOTYPE_WORDS,
  ...' \t\n"“”«»-+:*~^\\/()[]{}.,;!?#$%&|<>=@_\'`0123456789'.split(''),
  ...[
    'title:',
    'author:"',
    'year:20',
    'after:',
    'has:code',
    '-is:',
    'sort:date',
    '2109.00859',
    'C++',
    'GPT-4',
  ],
  ...[
    'é',
    'ß',
    'İ',
    'ﬁ',
    '½',
    '注意',
    'ไทย',
    '🤖',
    '\u0000',
    '\ud800',
    '\udfff',
    '\u202e',
    '\u0301',
    '\ufeff',
  ],
  ...['ba', 'model', 'learning', 'the', 'x'.repeat(50), 'a-'.repeat(20)],
];

describe('any text at all', () => {
  const papers = generatedPapers(300, 41, 30);
  const index = PaperIndex.of(papers);
  const known = {
    topics: [],
    authors: [knownValue('Ada Example')],
    categories: [],
    repositories: [],
    years: [knownValue('2024')],
    tags: [],
  };
  const random = new Random(17);
  const anyText = (): string =>
    Array.from({ length: 1 + random.below(12) }, () => PIECES[random.below(PIECES.length)] ?? '').join('');

  it('is parsed, searched, described, completed and marked without throwing', () => {
    const { title, abstract } = papers[0] ?? { title: '', abstract: '' };
    for (let i = 0; i < 10_000; i++) {
      const text = anyText();
      const query = parseQuery(text);
      const hits = index.search(query, { limit: 5, typing: i % 2 === 0, explore: i % 16 === 0 });
      assert.ok(hits.length <= 5 && hits.every(({ score }) => Number.isFinite(score)), JSON.stringify(text));
      describeQuery(query);
      suggestionsFor(query);
      relaxedQueries(query);
      completions(parseQuery(text.slice(0, random.below(text.length + 1))), known);
      for (const [start, end] of markMatches(`${title} ${text}`, query)) assert.ok(start < end);
      assert.ok(abstract.includes(bestSentence(abstract, query).text));
    }
  });

  it('leaves prototypes as they are', () => {
    assert.deepEqual(Object.getOwnPropertyNames(Object.prototype), PROTOTYPE_WORDS);
  });

  it('may be a very long one', () => {
    for (const piece of ['a', 'model ', '"', 'ba-', '-x ', 'title:ba ', 'şğ']) {
      const text = piece.repeat(Math.ceil(20_000 / piece.length));
      assert.ok(index.search(parseQuery(text), { limit: 5 }).length <= 5);
    }
  });
});

describe('words without their space', () => {
  const rows = Array.from({ length: 6 }, (_, i) => ({
    ...generatedPapers(1, i, 5)[0]!,
    id: `both${i}`,
    title: `Diffusion in a model, part ${i}`,
    abstract: 'Diffusion models.',
  }));
  const named = { ...rows[0]!, id: 'named', title: 'PixelDiffusion', abstract: 'By name.' };
  const index = PaperIndex.of([...generatedPapers(50, 8, 20), ...rows, named]);
  const found = (text: string): string[] => index.search(parseQuery(text)).map(({ paper }) => paper.id);

  it('are found as two', () => {
    for (const text of ['diffusionmodel', 'diffusionmode', 'modeldiffusion', 'diffusionmodel part'])
      assert.deepEqual(
        found(text).slice(0, 6).sort(),
        rows.map(({ id }) => id),
        text,
      );
  });
  it('are one where papers hold that one, or a word that it is misspelt from', () => {
    assert.deepEqual(found('pixeldiffusion'), ['named']);
    assert.ok(found('diffusoin').includes('both0'));
    assert.deepEqual(found('diffusionzzzz'), []);
  });
});

describe('a misspelt word', () => {
  it('stands for all words near it as if they were one, so that the rarest of them is not the best', () => {
    const papers = Array.from({ length: 30 }, (_, i) => ({
      ...generatedPapers(1, i, 5)[0]!,
      id: `p${i}`,
      title: i === 0 ? 'DiffusionDrive' : 'Diffusion diffusion',
      abstract: '',
    }));
    const hits = PaperIndex.of(papers).search(parseQuery('difusion'), { limit: 1 });
    assert.notEqual(hits[0]?.paper.id, 'p0');
  });

  it('stands for near words too where it has the stem of others, next to words that match', () => {
    const titles = [
      'Identification of objects',
      'Identifying awareness',
      'Aware agents identify',
      'CodeT5: Identifier-aware models',
      'Identity-aware search',
      'Instance-aware search',
    ];
    const papers = titles.map((title, i) => ({ ...madePaper(`p${i}`, { title }), abstract: '' }));
    const index = PaperIndex.of(papers);
    for (const text of ['codet6 identifer', 'identifer-aware', 'identifer aware mod', 'codet5 identifer'])
      assert.equal(index.search(parseQuery(text), { limit: 1 })[0]?.paper.id, 'p3', text);
  });
});

/** Returns the same index, from the bytes of its files. */
function fromBytes({ segments }: PaperIndex, papers: readonly Paper[]): PaperIndex {
  const read = segments.map(({ segment }) => {
    const decoded = decodeSegment(encodeSegment(segment));
    assert.ok(typeof decoded !== 'string');
    return emptyReader(decoded);
  });
  const joined = runToEnd(matchPapers(read, papers));
  assert.deepEqual(joined.missing, []);
  return new PaperIndex(joined.readers);
}

describe('odd words', () => {
  const spellings: readonly (readonly [written: string, ...typed: string[]])[] = [
    ...PROTOTYPE_WORDS.map((word): [string, string] => [word, word]),
    ['BERT', 'bert', 'BERT', 'Bert'],
    ['GPT-4', 'gpt-4', 'gpt4', 'gpt 4', 'GPT‑4'],
    ['GPT-3.5', 'gpt-3.5', 'gpt 3.5', 'gpt35'],
    ['C++', 'c++', 'C++', 'cpp'],
    ['LoRA', 'lora', 'LORA', 'LoRA'],
    ['3D', '3d', '3-D', '3D'],
    ['pre-training', 'pretraining', 'pre training', 'pre-trained', 'pre_training'],
    ['pretraining', 'pre-training', 'pre training'],
    ['Poincaré', 'poincare', 'Poincaré', 'Poincare\u0301'],
    ['Łukasz', 'lukasz', 'łukasz'],
    ['Straße', 'strasse', 'STRASSE'],
    ['ﬁne-tuning', 'finetuning', 'fine-tuning', 'fine tune'],
    ['k-means', 'k-means', 'kmeans', 'k means'],
    ['self-attention', 'self attention', 'selfattention'],
    ['注意力机制', '注意力', '机制'],
    ["Hopfield's", 'hopfield', "hopfield's", 'Hopfield’s'],
    ['zero', 'zero'],
    ['R-CNN', 'rcnn', 'r-cnn', 'R CNN'],
    ['k-NN', 'knn', 'k-nn', 'kNN'],
    ['β-VAE', 'beta-vae', 'betavae', 'beta vae', 'β-vae', '$\\beta$-VAE', '\\beta-VAE'],
    ['beta-VAE', 'β-VAE', '𝛽-VAE'],
    ['π0', 'pi0', 'pi 0', 'π0', 'π_0'],
    ['μP', 'mup', 'µP', 'μP'],
    ['Αθήνα', 'αθηνα', 'ΑΘΗΝΑ'],
    ['diffusion', 'diffu\u00adsion', 'dif\u200bfusion', '\ufeffdiffusion'],
    ['optimization', 'optimisation', 'optimise', 'optimised', 'optimiser'],
    ['generalisation', 'generalization', 'generalize'],
    ['organizations', 'organisation', 'organised'],
    ['behavior', 'behaviour', 'behavioural', 'behaviours'],
    ['colourisation', 'colorization', 'coloring'],
    ['centers', 'centre', 'centred'],
    ['dialogues', 'dialog', 'dialogue'],
    ['analyzed', 'analyse', 'analysing'],
    ['signalling', 'signaling', 'signals'],
    ['artefacts', 'artifact'],
    ['defense', 'defence', 'defences'],
    ['precise', 'precision'],
    ['supervision', 'supervised', 'supervise'],
    ['improvisation', 'improvise'],
    ['plants', 'plant'],
    ['Node.js', 'nodejs', 'node js', 'Node.js'],
    ['llama.cpp', 'llamacpp', 'llama cpp'],
    ['Llama-3.1', 'llama3.1', 'llama 3.1', 'llama-3.1'],
    ['10,000', '10000', '10,000'],
    ['10000', '10000', '10,000'],
    ['Schölkopf', 'scholkopf', 'schoelkopf', 'Schölkopf', 'Scho\u0308lkopf'],
  ];
  const others = generatedPapers(50, 4, 20);
  for (const [written, ...typed] of spellings)
    it(`finds ${written} as it may be typed`, () => {
      for (const field of ['title', 'abstract'] as const) {
        const paper = {
          ...others[0]!,
          id: 'odd',
          title: 'Xylo',
          abstract: 'Quux.',
        };
        const papers = [...others, { ...paper, [field]: `Quux ${written} zyx.` }];
        const made = PaperIndex.of(papers);
        const loaded = fromBytes(made, papers);
        for (const [kind, index] of Object.entries({ made, loaded }))
          for (const text of typed)
            for (const typing of [true, false])
              assert.equal(
                index.search(parseQuery(text), { typing, limit: 1 })[0]?.paper.id,
                'odd',
                `${kind}, ${field}: ${text}`,
              );
      }
    });
});
