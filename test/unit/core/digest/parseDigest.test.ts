import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { parseDigest } from '../../../../src/core/digest/parseDigest';
import { type Digest, type DigestProblemKind } from '../../../../src/core/digest/problems';
import { toPapers } from '../../../../src/core/digest/toPapers';
import { parseDigestMetadata } from '../../../../src/core/digest/metadata';
import { readable } from '../../../../src/library/texToUnicode';
import { withinCpuSeconds } from '../../../support/cpuTime';

const PAGE = readFileSync('seeds/daily-papers-2025-11-03.txt', 'utf8');
const FACTS: unknown = JSON.parse(readFileSync('seeds/paper-metadata.json', 'utf8'));
const DAY = '2025-11-03';

/**
 * The bundled digest according to its page and its metadata: id, published, authors on the page, comments,
 * repositories.
 */
const PAPERS: readonly [string, string, number, number, string][] = [
  ['2109.00859', '2021-09-02', 4, 0, 'salesforce/CodeT5'],
  ['2305.08386', '2023-05-15', 8, 0, 'Zplusdragon/PLIP'],
  ['2003.10555', '2020-03-23', 4, 0, 'google-research/electra'],
  ['2502.10833', '2025-02-15', 7, 0, 'Linxyhaha/SETRec'],
  ['2011.09031', '2020-11-17', 1, 0, ''],
  ['2205.05131', '2022-05-10', 14, 0, ''],
  ['2509.14786', '2025-09-18', 4, 0, ''],
  ['2401.17514', '2024-01-30', 3, 0, ''],
  ['2503.00808', '2025-03-02', 8, 2, 'hkust-nlp/PreSelect'],
  ['2010.10137', '2020-10-20', 6, 0, 'Albert-Ma/PROP'],
  ['2210.02871', '2022-09-29', 5, 0, ''],
  ['2409.04828', '2024-09-07', 6, 6, 'WePOINTS/WePOINTS'],
  ['2305.13169', '2023-05-22', 11, 0, ''],
  ['2408.03506', '2024-08-06', 2, 0, 'Pints-AI/1.5-Pints'],
  ['2206.01125', '2022-06-02', 7, 0, ''],
  ['2406.11643', '2024-06-17', 10, 0, ''],
  ['2309.17002', '2023-09-29', 8, 0, 'Hhhhhhao/Noisy-Model-Learning'],
  ['2406.03476', '2024-06-05', 5, 0, ''],
  ['2110.06014', '2021-10-12', 5, 0, ''],
  ['2409.17115', '2024-09-25', 5, 4, 'GAIR-NLP/ProX'],
  ['2401.16380', '2024-01-29', 6, 7, ''],
  ['2406.06046', '2024-06-10', 3, 0, 'cxcscmu/MATES'],
  ['2303.16186', '2023-03-28', 4, 0, 'yorkeyao/SnP'],
  ['2505.01043', '2025-05-02', 9, 3, 'Hao840/Awesome-Low-Precision-Training'],
  ['2502.19363', '2025-02-26', 6, 0, ''],
  ['2303.06571', '2023-03-12', 10, 0, ''],
  ['1908.08962', '2019-08-23', 4, 0, 'google-research/bert'],
  ['2310.02238', '2023-10-03', 2, 4, ''],
  ['2404.16339', '2024-04-25', 7, 0, 'wlb12345/TFUP'],
  ['2405.07883', '2024-05-13', 3, 3, 'bminixhofer/zett'],
  ['2405.02774', '2024-05-04', 8, 0, ''],
  ['2012.13255', '2020-12-22', 3, 1, ''],
  ['2503.20492', '2025-03-26', 4, 0, ''],
  ['2311.08849', '2023-11-15', 4, 4, 'cisnlp/ofa'],
  ['2310.16789', '2023-10-25', 8, 0, 'swj0419/detect-pretrain-code'],
  ['2303.17155', '2023-03-30', 7, 0, 'idansc/discriminative_class_tokens'],
  ['2308.08887', '2023-08-17', 4, 0, 'dcp15/ISR_ICCV2023_Oral'],
  ['2407.05841', '2024-07-08', 6, 0, 'AI4Bharat/VocabAdaptation_LLM'],
  ['2312.05229', '2023-12-08', 5, 0, 'wangkiw/TEEN'],
  ['2202.02679', '2022-02-05', 3, 0, ''],
  ['2504.06225', '', 10, 0, ''],
  ['2009.08366', '2020-09-17', 18, 0, 'microsoft/CodeBERT'],
  ['2407.16607', '2024-07-23', 5, 2, 'alisawuffles/tokenizer-attack'],
  ['2403.04652', '2024-03-07', 31, 3, '01-ai/Yi'],
  ['2309.01420', '2023-09-04', 5, 0, 'ZhiyinShao-H/UniPT'],
  ['2110.04627', '2021-10-09', 10, 0, ''],
  ['2411.18553', '2024-11-27', 3, 0, ''],
  ['2401.09671', '2024-01-17', 2, 0, 'XiaoFuLab/Identifiable-UDT'],
  ['2306.07952', '2023-06-13', 11, 0, 'apple/ml-mofi'],
  ['2308.06038', '2023-08-11', 5, 0, 'chunmeifeng/DiffTPT'],
  ['2307.04401', '2023-07-10', 3, 0, 'thu-coai/Targeted-Data-Extraction'],
  ['2306.03268', '2023-06-05', 2, 0, ''],
  ['2306.07487', '2023-06-12', 6, 0, 'ARiSE-Lab/TRACED_ICSE_24'],
  ['2405.16847', '2024-05-27', 8, 0, 'ydchen0806/TokenUnify'],
  ['2308.10103', '2023-08-19', 7, 0, 'Sreyan88/ASPIRE'],
  ['2303.10464', '2023-03-18', 8, 0, ''],
  [
    '2410.17222',
    '2024-10-22',
    5,
    0,
    'tsachiblau/Context-aware-Prompt-Tuning-Advancing-In-Context-Learning-with-Adversarial-Methods',
  ],
  ['2207.11240', '2022-07-22', 7, 0, 'ftraeuble/discrete_key_value_bottleneck'],
  ['1906.02940', '2019-06-07', 3, 0, ''],
  ['2104.09791', '2021-04-20', 6, 0, 'Albert-Ma/PROP'],
  ['2504.13161', '2025-04-17', 15, 2, ''],
  ['2404.08947', '2024-04-13', 3, 0, ''],
  ['2211.08769', '2022-11-16', 2, 0, 'staoxiao/RetroMAE'],
  ['2010.12148', '2020-10-22', 7, 0, 'PaddlePaddle/ERNIE'],
  ['2506.06270', '2025-06-06', 6, 0, 'HKUDS/RecGPT'],
  ['2310.00161', '2023-09-29', 3, 0, 'google-research/google-research'],
  ['2509.20904', '2025-09-25', 16, 0, 'selous123/al_sid'],
  ['2410.05248', '2024-10-07', 5, 2, ''],
  ['2104.08671', '2021-04-17', 5, 0, 'reglab/casehold'],
  ['2401.14166', '2024-01-25', 7, 0, 'FF2127/bayesprompt'],
  ['2503.15639', '2025-03-19', 4, 0, ''],
  ['2409.02326', '2024-09-03', 3, 2, ''],
  ['2410.13230', '2024-10-17', 4, 2, 'ielab/Starbucks'],
  ['2508.00955', '2025-08-01', 2, 0, 'yeongjoonJu/Gen2Embed'],
  ['2410.22143', '2024-10-29', 4, 0, 'OSU-NLP-Group/AmpleGCG'],
  ['2505.09738', '2025-05-14', 4, 2, 'Tinycompany-AI/tokenadapt'],
  ['2508.11442', '2025-08-15', 6, 0, 'TencentCloudADP/youtu-embedding'],
  ['2405.16153', '2024-05-25', 1, 0, ''],
  ['2306.14035', '2023-06-24', 5, 1, ''],
  ['2207.13179', '2022-07-26', 4, 0, 'acmi-lab/Latent-Label-Shift-DDFA'],
  ['2305.01711', '2023-05-02', 2, 0, 'ZhengxiangShi/PowerfulPromptFT'],
  ['2103.00020', '2021-02-26', 12, 3, 'OpenAI/CLIP'],
  ['2506.18203', '2025-06-22', 12, 0, 'HazyResearch/scaling-verification'],
  ['2304.05640', '2023-04-12', 7, 0, 'qianyuzqy/IADG'],
  ['2510.11016', '2025-10-13', 12, 0, ''],
  ['2412.04318', '2024-12-05', 5, 0, 'FreddeFrallan/Hyperfitting'],
];

const bundled = toPapers(parseDigest(PAGE, { day: DAY }), parseDigestMetadata(FACTS).facts, readable);

describe('the bundled digest', () => {
  it('is 86 papers, read without a problem', () => {
    const { papers, problems, unused } = bundled;
    assert.deepEqual([papers.length, problems, unused], [86, [], []]);
    assert.equal(new Set(papers.map((paper) => paper.id)).size, 86);
  });

  for (const [index, [id, published, authorCount, comments, repositories]] of PAPERS.entries()) {
    it(`holds ${id}`, () => {
      const paper = bundled.papers[index];
      assert.deepEqual(
        [
          paper?.id,
          paper?.published,
          paper?.authorCount,
          paper?.comments,
          paper?.repositories.map(({ owner, name }) => `${owner}/${name}`).join(' '),
        ],
        [id, published, authorCount, comments, repositories],
      );
    });
  }

  it('has every title and every word of the page in it', () => {
    const words = (text: string) => text.replace(/\s+/g, ' ').trim();
    const digest = parseDigest(PAGE, { day: DAY });
    const lines = PAGE.split('\n').map(words);
    const said = new Set(digest.papers.flatMap((paper) => [paper.title, paper.abstract]));
    const unsaid = lines.filter((line) => line.length > 40 && !said.has(line));
    assert.deepEqual(unsaid, []);
    const titles = (FACTS as { title: string }[]).map((fact) => fact.title);
    assert.deepEqual(
      digest.papers.map((paper) => paper.title),
      titles,
    );
  });

  it('keeps the paper that states neither authors nor date, apart from the one below it', () => {
    const paper = bundled.papers.find(({ id }) => id === '2504.06225');
    assert.match(paper?.title ?? '', /^Encoder-Decoder Gemma/);
    assert.match(paper?.abstract ?? '', /^While decoder-only .* release our checkpoints.*\.$/);
    assert.deepEqual([paper?.authors.length, paper?.authorCount, paper?.published], [10, 10, '']);
  });

  it('keeps both counts where the page and the list of names disagree', () => {
    const uneven = bundled.papers.filter((paper) => paper.authors.length !== paper.authorCount);
    assert.deepEqual(
      uneven.map((paper) => [paper.id, paper.authors.length, paper.authorCount]),
      [['2504.13161', 14, 15]],
    );
  });

  it('names 54 repositories: those of 20 abstracts, and the facts for the others', () => {
    const fromPage = toPapers(parseDigest(PAGE, { day: DAY }), [], readable).papers;
    assert.equal(fromPage.filter((paper) => paper.repositories.length > 0).length, 20);
    assert.equal(bundled.papers.filter((paper) => paper.repositories.length > 0).length, 54);
    const placed = bundled.papers
      .flatMap((paper) => paper.repositories)
      .filter(({ ref }) => ref !== undefined);
    assert.deepEqual(
      placed.map(({ owner, ref, folder }) => [owner, ref, folder]),
      [
        ['AI4Bharat', 'CW2V', undefined],
        ['google-research', 'master', 'fvlm/dito'],
      ],
    );
  });

  it('links to the pages on arXiv and Hugging Face, and to the two other pages', () => {
    assert.deepEqual(bundled.papers[0]?.links, [
      { kind: 'arxiv', url: 'https://arxiv.org/abs/2109.00859' },
      { kind: 'pdf', url: 'https://arxiv.org/pdf/2109.00859' },
      { kind: 'huggingface', url: 'https://huggingface.co/papers/2109.00859' },
    ]);
    assert.deepEqual(
      bundled.papers.flatMap((paper) =>
        paper.links.slice(3).map((link) => `${paper.id} ${link.kind} ${link.url}`),
      ),
      [
        '2405.02774 page https://anonymous.4open.science/r/DV4LLM-D761/',
        '2504.13161 page https://research.nvidia.com/labs/lpr/climb/',
      ],
    );
  });

  it('shows no left-over TeX', () => {
    for (const { title, abstract } of bundled.papers) {
      assert.doesNotMatch(
        `${title} ${abstract}`,
        /[\\{}]|\$(?!800 )|\dtimes|\bsim\d|x20\d\d|tarrow|https(?:;|: )|~(?!60%)/,
      );
    }
    const text = bundled.papers.map((paper) => paper.abstract).join('\n');
    for (const shown of [
      '∼3x.',
      '∼7%',
      '256×256',
      'pre-training→fine-tuning',
      '(7B)—a',
      'components–such',
      '(Ofa)',
    ]) {
      assert.ok(text.includes(shown), shown);
    }
    assert.deepEqual(
      bundled.papers.filter((paper) => paper.tex).map((paper) => paper.id),
      ['2110.04627'],
    );
  });

  it('was on the page of one day, and has no topics yet', () => {
    for (const paper of bundled.papers) assert.deepEqual([paper.featuredOn, paper.topics], [[DAY], []]);
  });
});

describe('a saved page', () => {
  const title = 'Learning to Read Pages';
  const abstract = `We read pages. ${'This sentence makes the abstract as long as abstracts are. '.repeat(5)}It works.`;
  const tail = '  • 4 authors\n·\nSep 2, 2021 3';
  const other = `Another Paper: With a Colon\n\n${abstract.replace('We read', 'They write')}\n\n  • 2 authors\n·\nFeb 15\n`;
  const head = 'Daily Papers\n\nbyAK and the research community\n\nNov 3\n';
  const whole = `${title}\n\n${abstract}\n\n${tail}\n`;

  function read(page: string, day: string | undefined = DAY): Digest {
    return parseDigest(page, { day });
  }

  const first = { title, abstract, authorCount: 4, published: '2021-09-02', comments: 3 };
  type Expected = Partial<Digest['papers'][number]>;

  const tolerated: [what: string, page: string, papers: Expected[]][] = [
    ['plain', `${head}\n${whole}\n${other}`, [first, { published: '2025-02-15', comments: 0, authorCount: 2 }]],
    ['without a head', `${whole}\n${other}`, [first, { published: '2025-02-15' }]],
    ['with CRLF', `${head}\n${whole}`.replaceAll('\n', '\r\n'), [first]],
    ['with CR', `${head}\n${whole}`.replaceAll('\n', '\r'), [first]],
    ['with a byte order mark', `\ufeff${whole}`, [first]],
    ['with blanks that do not break', `${head}\n${whole}`.replaceAll(' ', '\u00a0'), [first]],
    ['with tabs and blanks at line ends', `${head}\n${whole}`.replaceAll('\n', ' \t\n'), [first]],
    ['with one author', whole.replace('4 authors', '1 author'), [{ authorCount: 1 }]],
    ['without bullet', whole.replace('•', ''), [first]],
    ['with the tail in one line', whole.replace(tail, '4 authors · Sep 2, 2021 3'), [first]],
    ['with blank lines in the tail', whole.replace(tail, tail.replaceAll('\n', '\n\n')), [first]],
    ['with the count on a line of its own', whole.replace('2021 3', '2021\n3'), [first]],
    ['with full month and weekday', whole.replace('Sep 2', 'Thursday, September 2'), [first]],
    ['without author line', whole.replace('  • 4 authors\n', ''), [{ published: '2021-09-02' }]],
    ['without dot', whole.replace('·\n', ''), [first]],
    ['with upvotes and submitter', `${head}\nSubmitted by\n\ntaesiri\n\n130\n\n${whole}`, [first]],
    ['with submitter in the line', `Submitted by taesiri\n\n▲ 130\n\n${whole}`, [first]],
    ['with votes, stars and the word Published', whole.replace('Sep 2, 2021 3', 'Published on Sep 2, 2021\nUpvote\n93\n\nGitHub 45.2k\n\narXiv Page\n'), [{ ...first, comments: 0 }]],
    ['with an organisation in place of authors', whole.replace('  • 4 authors', 'Some Lab'), [{ title, abstract, published: '2021-09-02' }]],
    ['with a foot', `${whole}\nPrevious\n\nNext\n\nCompany\nTOS\n\nPrivacy\n`, [first]],
    ['with two paragraphs', whole.replace('It works.', 'It works.\n\nCode follows.'), [{ ...first, abstract: `${abstract} Code follows.` }]],
    ['with three paragraphs', whole.replace('It works.', 'It works:\n\n(1) so\n\n(2) so.'), [{ abstract: abstract.replace('works.', 'works: (1) so (2) so.') }]],
    ['hard-wrapped', whole.replace(abstract, abstract.replaceAll('abstract as', 'abstract\nas')), [first]],
    ['without blank lines', `${whole}${other}`.replace(/\n+/g, '\n'), [first, { authorCount: 2 }]],
    ['with a lower-case abstract', whole.replace('We read', 'we read'), [{ title, published: '2021-09-02' }]],
    ['with a bullet in the title', whole.replace('to Read', '• 4 authors to Read'), [{ title: 'Learning • 4 authors to Read Pages' }]],
    ['with a question as title', whole.replace('Pages\n', 'Pages?\n'), [{ title: `${title}?` }]],
    ['with a full stop after the title', whole.replace('Pages\n', 'Pages.\n'), [{ title: `${title}.` }]],
    ['with a short abstract', `${title}\n\nWe changed it.\n\n${tail}`, [{ abstract: 'We changed it.', title }]],
    ['with a long title', whole.replace(title, `${title} ${'again '.repeat(40)}and on`), [{ published: '2021-09-02' }]],
    ['with a block without tail', whole.replace(tail, '') + other, [{ title, abstract }, { authorCount: 2 }]],
    ['with two blocks without tail', `${whole.replace(tail, '')}${other.replace(/ {2}•[^]*/, '')}${whole}`, [{ title }, { title: 'Another Paper: With a Colon' }, first]],
    ['with dates of a leap year', whole.replace('Sep 2, 2021', 'Feb 29, 2024'), [{ published: '2024-02-29' }]],
    ['with 1,234 comments', whole.replace('2021 3', '2021 1234'), [{ comments: 1234 }]],
  ]; // oxfmt-ignore
  for (const [what, page, expected] of tolerated) {
    it(`${what} is read whole`, () => {
      const digest = read(page);
      assert.deepEqual(digest.problems, []);
      assert.equal(digest.papers.length, expected.length);
      for (const [index, facts] of expected.entries()) {
        assert.deepEqual({ ...digest.papers[index], ...facts }, digest.papers[index]);
      }
    });
  }

  it('tells its day: the head without a year, with one, or the caller', () => {
    assert.equal(read(`${head}\n${whole}`, '2024-01-01').day, '2024-11-03');
    assert.equal(
      read(`${head.replace('Nov 3', 'Nov 3, 2023')}\n${whole}\n${other}`).papers[1]?.published,
      '2023-02-15',
    );
    assert.equal(read(whole, '2024-01-01').day, '2024-01-01');
    assert.equal(parseDigest(`${head}\n${whole}`).day, undefined);
  });

  const damaged: [what: string, page: string, kinds: DigestProblemKind[], left: Expected[]][] = [
    ['without title', `${whole.replace(`${title}\n`, '')}\n${other}`, ['noTitle'], [{ authorCount: 2 }]],
    ['without abstract', `${whole.replace(abstract, '')}\n${other}`, [], [{ title, abstract: '', authorCount: 4 }, { authorCount: 2 }]],
    ['without abstract and tail', `${other}\n${title}\n\n${other}`, ['noAbstract'], [{ authorCount: 2 }, { authorCount: 2 }]],
    ['with a day that no month has', whole.replace('Sep 2', 'Feb 30'), ['brokenDate'], [{ title, authorCount: 4 }]],
    ['with a month that is none', whole.replace('Sep 2', 'Sop 2'), ['brokenDate'], [{ title, authorCount: 4 }]],
    ['with an age instead of a date', whole.replace('Sep 2, 2021 3', '3 days ago'), ['brokenDate'], [{ title }]],
    ['with a 29 February of no leap year', whole.replace('Sep 2, 2021', 'Feb 29, 2023'), ['brokenDate'], [{ title }]],
    ['cut within an abstract', whole + other.slice(0, 200), ['cut'], [first]],
    ['cut within a title', `${whole}\n${other.slice(0, 21)}`, ['cut'], [first]],
    ['cut after an abstract', whole + other.split('\n\n  •')[0]!, ['cut'], [first, { comments: 0 }]],
    ['empty', '', ['noPapers'], []],
    ['of blank lines', '\n\n \n', ['noPapers'], []],
    ['of the head alone', head, ['noPapers'], []],
  ]; // oxfmt-ignore
  for (const [what, page, kinds, left] of damaged) {
    it(`${what} costs that block alone`, () => {
      const digest = read(page);
      assert.deepEqual(
        digest.problems.map((problem) => problem.kind),
        kinds,
      );
      assert.equal(digest.papers.length, left.length);
      for (const [index, facts] of left.entries()) {
        assert.deepEqual({ ...digest.papers[index], ...facts }, digest.papers[index]);
      }
    });
  }

  it('that does not say its year leaves the dates open, and says so once', () => {
    const digest = parseDigest(`${head}\n${whole}\n${other}\n${other}`);
    assert.deepEqual(
      digest.papers.map((paper) => paper.published),
      ['2021-09-02', undefined, undefined],
    );
    assert.deepEqual(
      digest.problems.map(({ kind, line }) => [kind, line]),
      [['noYear', 21]],
    );
  });

  it('is named by line where it is damaged', () => {
    const [problem] = read(`${head}\n${whole}\n${whole.replace('Sep 2', 'Sep 99')}`).problems;
    assert.deepEqual(problem, { kind: 'brokenDate', line: 21, subject: 'Sep 99, 2021 3' });
  });

  it('cut at every fiftieth gives the papers before the cut as the whole page does', () => {
    const all = read(PAGE).papers;
    for (let part = 0; part <= 50; part++) {
      const { papers, problems } = read(PAGE.slice(0, (PAGE.length * part) / 50));
      assert.ok(papers.length <= all.length);
      assert.deepEqual(papers.slice(0, -1), all.slice(0, Math.max(0, papers.length - 1)), `${part * 2} %`);
      const last = papers.at(-1);
      const full = all[papers.length - 1];
      if (last && !problems.some((problem) => problem.line === last.line)) assert.deepEqual(last, full);
    }
  });

  it('loses one paper when any one line of text is taken out', () => {
    const lines = PAGE.split('\n');
    const all = read(PAGE).papers;
    for (const [index, line] of lines.entries()) {
      if (index < 12 || line.trim() === '') continue;
      const titles = new Set(read(lines.with(index, '').join('\n')).papers.map((paper) => paper.title));
      const lost = all.filter((paper) => !titles.has(paper.title));
      assert.ok(lost.length <= 1, `line ${index + 1}: ${lost.map((paper) => paper.title).join(' | ')}`);
    }
  });

  it('may contain anything', () => {
    const block = fc.constantFrom(
      title,
      abstract,
      tail,
      whole,
      head,
      '·',
      '• 2 authors',
      'Feb 15',
      '12',
      '',
      'x',
      '\u2028',
    );
    const line = fc.oneof(block, fc.string({ unit: 'binary', maxLength: 30 }));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), fc.constantFrom('\n', '\n\n', '\r\n'), (lines, end) => {
        for (const paper of read(lines.join(end)).papers) {
          assert.ok(paper.title !== '');
          assert.match(paper.published ?? '2000-01-01', /^\d{4}-\d\d-\d\d$/);
        }
      }),
      { numRuns: 3_000 },
    );
  });

  for (const unit of [
    '\n',
    'a',
    'a\n',
    'a\n\n',
    ' ',
    '•',
    '·\n',
    '1 authors\n',
    'Feb 15\n',
    '\r',
    whole,
    'Submitted by\n\n',
  ]) {
    it(`takes time in proportion to 300,000 letters of ${JSON.stringify(unit.slice(0, 20))}`, () =>
      withinCpuSeconds(5, () => read(unit.repeat(300_000 / unit.length))));
  }
});
