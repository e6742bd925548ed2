import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parseImportSteps, type ParsedImport } from '../../../../src/core/feed/importFile';
import { runToEnd } from '../../../../src/core/lang/runGenerator';
import { decodedText, decodingText } from '../../../../src/library/decodeText';
import { encodePaper, encodePaperFile } from '../../../../src/library/store/paperFile';
import { readable } from '../../../../src/library/texToUnicode';
import { item2024, item2026 } from '../../../support/feed-items';
import { madePaper } from '../../../support/papers';
import { inProject } from '../../../support/project.mjs';

function read(text: string, name = 'saved'): ParsedImport | undefined {
  return runToEnd(parseImportSteps([text], { name, readable, latest: '2026-12-31' }));
}

const title = 'Quokkas ∑ at work';
const items = [
  item2026({ id: '2603.00001', title }),
  item2024({ id: '2603.00002' }),
  { paper: { id: 'none' } },
  item2024({ id: '2603.00003' }),
];
const page = readFileSync(inProject('seeds', 'daily-papers-2025-11-03.txt'), 'utf8');
const own = madePaper('2603.00004', {
  repositories: [{ host: 'github.com', owner: 'lab', name: 'code', url: 'https://github.com/lab/code' }],
});

/** Files of users: content, number of papers, number of invalid places. */
const files: readonly (readonly [what: string, text: string, papers: number, left: number])[] = [
  ['a JSON answer', JSON.stringify(items, undefined, 2), 3, 1],
  ['JSON Lines', items.map((item) => JSON.stringify(item)).join('\n'), 3, 1],
  [
    'JSON Lines that end in the middle',
    `${JSON.stringify(items[0])}\n${JSON.stringify(items[1]).slice(0, 90)}`,
    1,
    1,
  ],
  // One of its papers has neither authors nor date, which is reported.
  ['a saved page', page, 86, 1],
  ['a page that begins with a link', `[Papers](https://huggingface.co) on ${page}`, 86, 1],
  [
    'a file of the library',
    encodePaperFile([own, madePaper('2603.00005')].map((one) => encodePaper(one))),
    2,
    0,
  ],
  ['a line of the library', encodePaper(own), 1, 0],
];

describe('a file that is imported', () => {
  for (const [what, text, papers, left] of files) {
    const ends = [
      ['as it is', (lines: string) => lines],
      ['with the line ends of Windows', (lines: string) => lines.replaceAll('\n', '\r\n')],
      ['with those of old Macs', (lines: string) => lines.replaceAll('\n', '\r')],
      [
        'with mixed ones',
        (lines: string) => lines.replace(/\n/g, (end, at: number) => ['\r\n', end, '\r'][at % 3] ?? end),
      ],
    ] as const;
    const encodings = [
      ['UTF-8', (content: string) => Buffer.from(content)],
      ['UTF-8 with a mark', (content: string) => Buffer.from(`\ufeff${content}`)],
      ['UTF-16', (content: string) => Buffer.from(`\ufeff${content}`, 'utf16le')],
      ['UTF-16 without a mark', (content: string) => Buffer.from(content, 'utf16le')],
      ['UTF-16, high byte first', (content: string) => Buffer.from(`\ufeff${content}`, 'utf16le').swap16()],
    ] as const;
    for (const [how, ended] of ends)
      it(`is read: ${what}, ${how}, in any encoding`, () => {
        for (const [encoding, encoded] of encodings) {
          const bytes = encoded(ended(text));
          const whole = decodedText(bytes);
          assert.equal(runToEnd(decodingText(bytes)).join(''), whole);
          const reading = read(whole, 'daily-papers-2025-11-03');
          assert.equal(reading?.papers.length, papers, encoding);
          assert.equal(
            reading.skippedCount + reading.problems.length,
            left,
            JSON.stringify(reading.problems),
          );
        }
      });
  }

  it('keeps letters of any script', () => {
    const utf16 = Buffer.from(`\ufeff${JSON.stringify(items)}`, 'utf16le');
    assert.equal(read(decodedText(utf16))?.papers[0]?.title, title);
  });

  it('keeps what a file of the library knows', () => {
    assert.deepEqual(
      read(encodePaper(own))?.papers.map(({ repositories }) => repositories),
      [own.repositories],
    );
  });

  const first = item2024({ id: '2603.00001' });
  const second = item2026({ id: '2603.00002', day: '2026-03-05' });
  const third = item2026({ id: '2603.00003', day: '2026-03-06' });
  /** Content and name of a file, and the resulting days of its papers. */
  const dated: readonly (readonly [what: string, content: unknown, name: string, days: string[][]])[] = [
    ['no day of its own', [first], '2026-03-05.json', [['2026-03-05']]],
    ['the day in its name, or none', [first, second], '2026-03-05.json', [['2026-03-05'], ['2026-03-05']]],
    ['another day than its name', [first, second], 'saved 2026-11-20.json', [[], ['2026-03-05']]],
    ['a whole month', [second, third], 'month 2026-03-06.json', [['2026-03-05'], ['2026-03-06']]],
    ['the day of its wrapper', { date: '2026-03-04', data: [first] }, '2026-03-06.json', [['2026-03-04']]],
    ['one paper alone', first, '2026-11-20.json', [[]]],
    ['the detail of one paper', second['paper'], '2026-11-20.json', [['2026-03-05']]],
    ['a name without a day', [first, second], 'answer.json', [[], ['2026-03-05']]],
  ];
  for (const [what, content, name, days] of dated)
    it(`has the days that an answer tells: ${what}`, () => {
      const papers = read(JSON.stringify(content), name)?.papers;
      assert.deepEqual(
        papers?.map(({ featuredOn }) => featuredOn),
        days,
      );
    });

  it('takes no day for lines from their name', () => {
    const lines = items.map((item) => JSON.stringify(item)).join('\n');
    assert.deepEqual(
      read(lines, '2026-03-09.jsonl')?.papers.map(({ featuredOn }) => featuredOn),
      [['2026-03-05'], [], []],
    );
  });

  it('names a paper once that is in it twice, with both days', () => {
    const days = ['2026-03-04', '2026-03-05'];
    const twice = days.map((day) => item2026({ id: '2603.00001', day }));
    for (const text of [JSON.stringify(twice), twice.map((item) => JSON.stringify(item)).join('\n')])
      assert.deepEqual(
        read(text)?.papers.map(({ id, featuredOn }) => [id, featuredOn]),
        [['2603.00001', days]],
      );
  });

  const wrapped = { date: '2026-03-04', count: 1, dailyPapers: [first] };
  const archived = {
    id: '2405.15738',
    title: 'Quokkas',
    abstract: 'Some.',
    authors: ['Ada'],
    published: '2024-05-24',
  };
  /** Content of a file, and the days of each of its papers. */
  const forms: readonly (readonly [what: string, text: string, days: string[][]])[] = [
    ['results', JSON.stringify({ results: [second] }), [['2026-03-05']]],
    ['items', JSON.stringify({ items: [second] }), [['2026-03-05']]],
    ['dailyPapers with a date', JSON.stringify(wrapped), [['2026-03-04']]],
    [
      'a list of papers of our own',
      JSON.stringify([{ ...own, featuredOn: ['2026-03-04', '2026-03-05'] }]),
      [['2026-03-04', '2026-03-05']],
    ],
    [
      'a day on each line',
      [[second], [third, first]].map((day) => JSON.stringify(day)).join('\n'),
      [['2026-03-05'], ['2026-03-06'], []],
    ],
    [
      'a wrapper on each line',
      [wrapped, { data: [second] }].map((day) => JSON.stringify(day)).join('\n'),
      [['2026-03-04'], ['2026-03-05']],
    ],
    ['a featured day', JSON.stringify({ ...archived, featured: '2024-05-27' }), [['2024-05-27']]],
    [
      'featured days',
      JSON.stringify({ ...archived, featured: ['2024-05-28', 1, '2024-05-27'] }),
      [['2024-05-27', '2024-05-28']],
    ],
    ['featured, but not when', JSON.stringify({ ...archived, featured: true }), [[]]],
  ];
  for (const [what, text, days] of forms)
    it(`may have another form: ${what}`, () => {
      assert.deepEqual(
        read(text)?.papers.map(({ featuredOn }) => featuredOn),
        days,
      );
    });

  it('names the line of each of its items that is no paper', () => {
    const reading = read([[first], [{}, second, {}]].map((day) => JSON.stringify(day)).join('\n'));
    assert.deepEqual(
      reading?.skipped.map(({ index }) => index),
      [1, 1],
    );
  });

  const arxiv = 'https://arxiv.org/abs/';
  const dated2 = { ...archived, published: '2024-05-24', publishedAt: 'soon' };
  const pretty = [first, second].map((item) => JSON.stringify(item, undefined, 2)).join('\n');
  /** Content of a file, and the ids of its papers. */
  const held: readonly (readonly [what: string, text: string, ids: string[]])[] = [
    ['null before a paper', JSON.stringify([null, first]), ['2603.00001']],
    ['a number before a paper', JSON.stringify([1, first]), ['2603.00001']],
    ['NaN', JSON.stringify([{ ...first, score: 1 }]).replace('"score":1', '"score":NaN'), ['2603.00001']],
    [
      'infinity, and NaN in a text',
      JSON.stringify({ ...archived, title: 'A NaN "x" \\', x: 1 }).replace('"x":1', '"x":-Infinity'),
      ['2405.15738'],
    ],
    ['values over several lines', pretty, ['2603.00001', '2603.00002']],
    ['such values in Windows', pretty.replaceAll('\n', '\r\n'), ['2603.00001', '2603.00002']],
    ['such values, the last one cut', `${pretty}\n{\n  "paper": {\n`, ['2603.00001', '2603.00002']],
    [
      'such values with brackets in texts',
      JSON.stringify({ ...archived, title: '}] "{[ \\' }, undefined, 2).repeat(1),
      ['2405.15738'],
    ],
    ['daily_papers', JSON.stringify({ daily_papers: [first] }), ['2603.00001']],
    ['an id as an address', JSON.stringify({ ...archived, id: `${arxiv}2405.15738v2` }), ['2405.15738']],
    [
      'an id as a PDF',
      JSON.stringify({ ...archived, id: 'http://arxiv.org/pdf/2405.15738v1.pdf' }),
      ['2405.15738'],
    ],
    [
      'an id as a DOI',
      JSON.stringify({ ...archived, id: 'https://doi.org/10.48550/arXiv.2405.15738' }),
      ['2405.15738'],
    ],
    ['an old id as an address', JSON.stringify({ ...archived, id: `${arxiv}cs/0112017` }), ['cs/0112017']],
    ['no abstract', JSON.stringify({ ...archived, abstract: '' }), ['2405.15738']],
    ['no abstract and no authors of a model', JSON.stringify({ id: 'bert-base', title: 'BERT' }), []],
  ];
  for (const [what, text, ids] of held)
    it(`is read: ${what}`, () => assert.deepEqual(read(text)?.papers.map(({ id }) => id) ?? [], ids));

  it('takes the day that can be read', () => {
    assert.equal(read(JSON.stringify(dated2))?.papers[0]?.published, '2024-05-24');
  });

  const abstract = 'We find that some words about a thing are enough for an abstract. '.repeat(4).trim();
  const markdown = [
    '# Daily Papers',
    '',
    '[![Cover](/x.png)](/papers/2109.00859)',
    '',
    '### [CodeT5: Models for Code](https://huggingface.co/papers/2109.00859)',
    '',
    abstract,
    '',
    '- 4 authors',
    '',
    '·',
    '',
    'Sep 2, 2021',
    '',
    '### **Second: A Title**',
    '',
    abstract,
    '',
    '  • 2 authors',
    '·',
    'Sep 3, 2021',
  ].join('\n');
  it('keeps the ids of a page saved as Markdown and loses its marks', () => {
    assert.deepEqual(
      read(markdown)?.papers.map(({ id, title, published, authorCount, abstract: words }) => [
        id,
        title,
        published,
        authorCount,
        words,
      ]),
      [
        ['2109.00859', 'CodeT5: Models for Code', '2021-09-02', 4, abstract],
        ['second-a-title', 'Second: A Title', '2021-09-03', 2, abstract],
      ],
    );
  });

  it('names each paper of a page once that was pasted twice', () => {
    assert.equal(read(`${page}\n\n${page}`)?.papers.length, 86);
    assert.equal(read(`${markdown}\n\n${markdown}`)?.papers.length, 2);
  });

  it('joins a word that a page broke with an invisible character', () => {
    assert.match(
      read(page.replace('Understanding', 'Understand\u200bing'))?.papers[0]?.title ?? '',
      /Understanding/,
    );
  });

  it('is read in small steps: a large page', () => {
    const steps = parseImportSteps([page.repeat(4)], { name: 'x', readable, latest: '2026-12-31' });
    let count = 0;
    while (steps.next().done !== true) count += 1;
    // One for each paper, and some for its lines.
    assert.ok(count > 86 * 4, String(count));
  });

  const cut = (text: string, size: number): string[] => text.match(new RegExp(`.{1,${size}}`, 'gs')) ?? [];
  for (const [how, text, size] of [
    ['pieces of a few letters', page, 3],
    ['pieces that divide line ends', page.replaceAll('\n', '\r\n'), 1],
  ] as const)
    it(`is the same page from ${how}`, () => {
      const context = { name: '2025-11-03', readable, latest: '2026-12-31' };
      assert.deepEqual(runToEnd(parseImportSteps(cut(text, size), context)), read(page, '2025-11-03'));
    });

  for (const [what, text] of [
    ['an answer', JSON.stringify(items)],
    ['JSON Lines', items.map((item) => JSON.stringify(item)).join('\n')],
  ] as const)
    it(`tells how much is read: ${what}`, () => {
      const parts: number[] = [];
      const context = {
        name: 'x',
        readable,
        latest: '2026-12-31',
        onProgress: (part: number) => parts.push(part),
      };
      runToEnd(parseImportSteps(cut(text, 100), context));
      assert.deepEqual([parts.length, parts[0]], [items.length, 0]);
      assert.deepEqual(parts, parts.toSorted());
      assert.ok(parts.every((part) => part < 1));
    });

  const word = 'word '.repeat(1_000_000);
  for (const [what, text] of [
    ['a line without end', word],
    ['a paragraph without end', word.replaceAll('word word ', 'word word\n')],
    ['paragraphs without tails', word.replaceAll('word word word ', 'word word\n\n')],
  ] as const)
    it(`is read in small steps to its end: ${what}`, () => {
      const pieces = [`${page}\n\n${text}`];
      const steps = parseImportSteps(pieces, { name: 'x', readable, latest: '2026-12-31' });
      let count = 0;
      let step = steps.next();
      for (; step.done !== true; step = steps.next()) count += 1;
      assert.equal(step.value?.papers.length, 86);
      // A step reads at most 32,768 characters.
      assert.ok(count > 86 + text.length / 32_768, String(count));
    });

  it('keeps a paper without an abstract', () => {
    const title = 'A survey of quokkas and their friends';
    const reading = read(`${title}\n\n  • 4 authors\n\n·\n\nSep 2, 2021 3\n\n${page}`, '2025-11-03');
    assert.ok(reading);
    assert.ok(reading.problems.every(({ kind }) => kind !== 'noAbstract'));
    const [paper] = reading.papers;
    assert.deepEqual(
      [reading.papers.length, paper?.title, paper?.abstract, paper?.authorCount, paper?.published],
      [87, title, '', 4, '2021-09-02'],
    );
  });

  it('numbers thousands of papers with one title', () => {
    const block = (i: number): string =>
      `Introduction\n\nThis abstract is number ${i}. ${'It has words. '.repeat(20)}\n\n  • 2 authors\n\n`;
    const many = Array.from({ length: 5000 }, (_, i) => block(i)).join('');
    const ids = read(many)?.papers.map(({ id }) => id) ?? [];
    assert.deepEqual(
      [ids.length, ids[0], ids[1], ids.at(-1)],
      [5000, 'introduction', 'introduction-2', 'introduction-5000'],
    );
  });

  const documents = [
    'README.md',
    'CONTRIBUTING.md',
    'CHANGELOG.md',
    'LICENSE',
    'package.json',
    'tsconfig.json',
  ];
  for (const name of documents)
    it(`is no page: ${name}`, () => {
      assert.equal(read(readFileSync(inProject(name), 'utf8'), name)?.papers.length ?? 0, 0);
    });
  it('is no page: a bibliography', () => {
    const words = 'Some words that say what it is about. '.repeat(8);
    assert.equal(read(`@misc{a2026b,\n  title = {A B},\n}\n\nAn entry of a paper\n\n${words}`), undefined);
  });

  it('keeps the texts of the library as they are', () => {
    const kept = madePaper('2603.00009', {
      title: 'A \\* {x} --- 20times',
      abstract: 'See $5 {a b} https://github.com/lab/other and x2014a, R^{n} &amp; <i>b</i>.',
      tex: { abstract: 'Other $x$' },
    });
    assert.deepEqual(
      read(encodePaper(kept))?.papers.map(({ title: t, abstract, tex, repositories }) => [
        t,
        abstract,
        tex,
        repositories,
      ]),
      [[kept.title, kept.abstract, undefined, []]],
    );
  });

  const million = 1_000_000;
  /** Files with mostly other content, and the number of invalid places. */
  const bulky: readonly (readonly [what: string, text: string, papers: number, left: number])[] = [
    ['a million empty items', `[${'{},'.repeat(million)}${JSON.stringify(first)}]`, 1, million],
    ['a million empty lines', `${'{}\n'.repeat(million)}${JSON.stringify(first)}`, 1, million],
    ['a million ends of lines', `{}${'\n'.repeat(million)}${JSON.stringify(first)}`, 1, 1],
    ['lists in lists', `${'['.repeat(200_000)}${']'.repeat(200_000)}`, 0, 1],
    ['objects in objects', `${'{"data":[{"paper":'.repeat(200_000)}1${'}]}'.repeat(200_000)}`, 0, 1],
    ['more values than any archive has', `[${'{},'.repeat(3 * million)}{}]`, 0, 1],
    ['a wrapper of many values', `{"data":[${'1,'.repeat(million)}1]}`, 0, million + 1],
  ];
  for (const [what, text, papers, left] of bulky)
    it(`ends, and names a hundred places at most: ${what}`, () => {
      const reading = read(text);
      assert.equal(reading?.papers.length, papers);
      assert.equal(reading.skippedCount, left);
      assert.equal(reading.skipped.length, Math.min(left, 100));
    });

  const none = [
    '',
    ' ',
    '\0',
    '[]',
    '{}',
    'null',
    '<html><body>Sign in</body></html>',
    '[{"paper":',
    '{"a":1}\n{"b":2}',
  ];
  for (const text of none)
    it(`holds no paper: ${JSON.stringify(text)}`, () => {
      assert.equal(read(decodedText(Buffer.from(text)))?.papers.length ?? 0, 0);
    });
});
