import assert from 'node:assert/strict';
import path from 'node:path';
import { callTool } from '../../../../src/core/agent/callTool';
import type { ReadingToolName } from '../../../../src/core/agent/tools';
import { ReadOnlyLibrary } from '../../../../src/library/readOnlyLibrary';
import { KeptTextStore } from '../../../../src/library/store/keptTextStore';
import { hubText, madeUpSections } from '../../../support/hub-content';
import { silentLog } from '../../../support/log';
import { scratchFolder } from '../../../support/scratch.mjs';

interface Answer {
  readonly status: string;
  readonly error?: string;
  readonly coverage?: string;
  readonly note?: string;
  readonly papers?: readonly { readonly id: string; readonly authors: readonly string[] }[];
  readonly next?: number;
  readonly text?: string;
}

/** Expected answer: its status, and a text or a check of it. */
type Row = readonly [
  name: ReadingToolName,
  args: unknown,
  status: string,
  check?: RegExp | ((answer: Answer) => boolean),
];

const first = (id: string) => (answer: Answer) => answer.papers?.[0]?.id === id;
const count = (papers: number) => (answer: Answer) => answer.papers?.length === papers;
const text = (size: number) => (answer: Answer) => answer.text?.length === size;

/** Calls that a language model could make, right or wrong. */
const ROWS: readonly Row[] = [
  ['papers_search', { query: 'CodeT5' }, 'ok', first('2109.00859')],
  ['papers_search', { query: 'identifier-aware code pre-training' }, 'ok', first('2109.00859')],
  ['papers_search', { query: 'Which papers are about pre-training on identifiers in code?' }, 'ok', /CodeT5/],
  ['papers_search', { query: 'title:codet5 has:code' }, 'ok', first('2109.00859')],
  ['papers_search', { query: 'author:"Yue Wang"' }, 'ok', /2109\.00859/],
  ['papers_search', { query: 'topic:code' }, 'ok', (answer) => answer.next === 5],
  ['papers_search', { query: 'topic:nonsense' }, 'invalid_argument', /There is no topic "nonsense"/],
  ['papers_search', { query: 'topic:languag-models' }, 'invalid_argument', /language-models/],
  ...['has:note', 'codet5 -has:note', 'tag:to-cite', 'note:ablation'].map((query): Row => [
    'papers_search',
    { query },
    'not_available',
    /notes .* does not read.*has:note/,
  ]),
  [
    'papers_search',
    { query: 'text:discriminators' },
    'ok',
    /"id":"2003\.10555".*"matched":"[^"]*discriminators/,
  ],
  ['papers_search', { query: 'text:"made up discriminators"' }, 'ok', count(1)],
  ['papers_search', { query: 'text:discriminators codet5' }, 'no_match'],
  [
    'papers_search',
    { query: 'code after:2024/06' },
    'ok',
    /"warnings":\["after:2024\/06 is not.*after:2024-06\./,
  ],
  ['papers_search', { query: 'code after:2024-13' }, 'ok', /"warnings":\["after:2024-13 is not.*Dates are/],
  ['papers_search', { query: 'code is:read' }, 'ok', /"warnings":\["is:read is not.*-is:unread\./],
  ['papers_search', { query: 'code sort:newest' }, 'ok', /"warnings":\["sort:newest is not.*sort:date\./],
  ['papers_search', { query: 'title:zzqxv since:2024' }, 'no_match', /"warnings":\["since:2024 is not/],
  ['papers_search', { query: 'has:code '.repeat(13) }, 'ok', /"warnings":\["At most 12 filters/],
  ['papers_search', { query: 'code after:2024-06 sort:date' }, 'ok', (answer) => !('warnings' in answer)],
  ['papers_search', { query: '2109.00859' }, 'ok', first('2109.00859')],
  ['papers_search', { query: 'https://arxiv.org/abs/2109.00859v2' }, 'ok', first('2109.00859')],
  ['papers_search', { query: '' }, 'ok', count(5)],
  ['papers_search', {}, 'ok', count(5)],
  ['papers_search', undefined, 'ok', count(5)],
  ['papers_search', { query: 'zzqxv' }, 'no_match', /say that this library does not have it/],
  ['papers_search', { query: 'model', limit: 1_000_000 }, 'ok', count(10)],
  ['papers_search', { query: 'model', limit: -3 }, 'ok', count(1)],
  ['papers_search', { query: 'model', limit: '2' }, 'ok', count(2)],
  ['papers_search', { query: 'model', limit: null }, 'ok', count(5)],
  ['papers_search', { query: 'model', limit: 'many' }, 'invalid_argument', /"limit" must be a whole number/],
  ['papers_search', { query: 'model', offset: 9e9 }, 'no_match', /no more papers/],
  ['papers_search', { query: ['model'] }, 'invalid_argument', /"query" must be a string/],
  ['papers_search', { query: 'x'.repeat(3_000) }, 'invalid_argument', /longer than/],
  ['papers_search', 'CodeT5', 'invalid_argument', /JSON object/],
  ['papers_search', { query: ':^~+-*\\ "' }, 'ok'],
  ['papers_search', { query: '__proto__ constructor', toString: 1 }, 'ok'],
  [
    'papers_read',
    { id: '2109.00859' },
    'ok',
    /"repositories":\["https:\/\/github\.com\/salesforce\/CodeT5"\]/,
  ],
  ['papers_read', { id: 'https://arxiv.org/pdf/2109.00859v3.pdf' }, 'ok', /CodeT5/],
  ['papers_read', { id: 'arXiv:2109.00859' }, 'ok', /CodeT5/],
  ...['[2109.00859]', '2109.00859v2.', 'vscode://daily-papers.daily-papers/paper/2109.00859'].map(
    (id): Row => ['papers_read', { id }, 'ok', /CodeT5/],
  ),
  ['papers_read', { id: '2109.00859, 2003.10555' }, 'invalid_argument', /several papers/],
  ['papers_read', { id: 'paper://2109.00859', part: 'abstract' }, 'ok', /Pre-trained models for Natural/],
  ['papers_read', { id: '2109.00859', part: 'ABSTRACT', maxChars: 20, offset: 10 }, 'ok', text(20)],
  ['papers_read', { id: '2109.00859', part: 'abstract', offset: 1e12 }, 'ok', text(0)],
  ['papers_read', { id: '2109.00859', part: 'bibtex' }, 'ok', /@misc\{wang2021codet5/],
  ['papers_read', { id: '2109.00859', part: 'related' }, 'ok', count(10)],
  ['papers_read', { id: '2109.00859', part: 'related', offset: 10 }, 'ok', count(0)],
  ['papers_read', { id: '2109.00859', part: 'related', offset: '8' }, 'ok', count(2)],
  ['papers_read', { id: '2109.00859', part: 'repositories' }, 'ok', /"owner":"salesforce"/],
  [
    'papers_read',
    { id: '2109.00859', part: 'repositories', offset: 99 },
    'ok',
    /"repositories":\[\],"total":1\}/,
  ],
  ['papers_read', { id: '2109.00859', part: 'bibtex', offset: 1e6, maxChars: 0 }, 'ok', text(0)],
  ['papers_read', { id: '2109.00859', part: 'abstract', maxChars: 1e9 }, 'ok', /"totalChars":\d+\}/],
  [
    'papers_read',
    { id: '2109.00859', part: 'full text' },
    'not_available',
    /https:\/\/arxiv\.org\/pdf\/2109\.00859/,
  ],
  ['papers_read', { id: '2003.10555', part: 'fullText' }, 'ok', /"complete":true,"text":"###### Abstract/],
  ['papers_read', { id: '2003.10555', part: 'FULLTEXT', maxChars: 50, offset: 900 }, 'ok', text(50)],
  ['papers_read', { id: '2003.10555', part: 'paper' }, 'ok', /"totalChars":\d{4}/],
  [
    'papers_read',
    { id: '2003.10555', part: 'fullText', maxChars: 20_000 },
    'ok',
    (answer) => (answer.text ?? '').endsWith('[Image](https://arxiv.org/html/2003.10555/x1.png)'),
  ],
  ['papers_read', { id: '2109.00859', part: 'figures' }, 'invalid_argument', /one of summary, abstract/],
  ['papers_read', { id: '9999.99999' }, 'not_found', /86 papers/],
  ['papers_read', { id: 'Attention Is All You Need' }, 'not_found', /papers_search/],
  ['papers_read', {}, 'invalid_argument', /"id" is missing/],
  ['papers_read', { id: 2109.00859 }, 'ok', /CodeT5/],
  ['papers_list', {}, 'ok', count(5)],
  ['papers_list', { topic: 'code', limit: 3 }, 'ok', (answer) => answer.next === 3],
  ['papers_list', { topic: 'poetry' }, 'invalid_argument', /Topics: language-models/],
  ['papers_list', { saved: true }, 'no_match', /No paper passes.*"total":0/],
  ['papers_list', { topic: 'agents', offset: 10 }, 'no_match', /No more paper passes.*"total":1/],
  ['papers_list', { unread: 'true', saved: 'false', limit: 10 }, 'ok', count(10)],
  ['papers_list', { new: 'perhaps' }, 'invalid_argument', /"new" must be true or false/],
];

describe('the tools for agents', () => {
  let library: ReadOnlyLibrary;

  before(async () => {
    const places = {
      storage: scratchFolder('agents'),
      program: process.cwd(),
      version: '0.0.0',
      log: silentLog,
    };
    const figure = '![](https://arxiv.org/html/2003.10555/x1.png)';
    const answer = hubText('2003.10555', 'ELECTRA', `${madeUpSections('discriminators')}\n\n${figure}`);
    const kept = { id: '2003.10555', fetched: '2026-03-05T15:00:00.000Z', host: 'hub.example', answer };
    await new KeptTextStore(path.join(places.storage, 'texts'), silentLog).write(kept, () => false);
    library = new ReadOnlyLibrary(places);
    await library.ready();
  });
  after(() => library.dispose());

  for (const [name, args, status, check] of ROWS) {
    const given = args === undefined ? 'nothing' : JSON.stringify(args).slice(0, 90);
    it(`answers ${name} ${given} with ${status}`, async () => {
      const json = JSON.stringify(await callTool(name, args, library));
      const answer = JSON.parse(json) as Answer;
      assert.equal(answer.status, status, json);
      if (check instanceof RegExp) assert.match(json.replaceAll('\\"', '"'), check);
      else if (check) assert.ok(check(answer), json);
      assert.ok(json.length < 12_000, `${json.length} characters`);
      if (answer.papers !== undefined && name !== 'papers_read') {
        assert.match(answer.coverage ?? '', /^Hugging Face Daily Papers held on this machine: 86 papers, /);
      }
      if (status === 'ok') assert.match(answer.note ?? '', /untrusted data/);
      for (const paper of answer.papers ?? []) assert.ok(paper.authors.length <= 3);
    });
  }

  it('reads a long text piece by piece', async () => {
    const whole = library.paper('2109.00859')!.abstract;
    const pieces: string[] = [];
    for (let offset: number | undefined = 0; offset !== undefined;) {
      const args = { id: '2109.00859', part: 'abstract', maxChars: 100, offset };
      const answer = (await callTool('papers_read', args, library)) as unknown as Answer;
      pieces.push(answer.text ?? '');
      offset = answer.next;
    }
    assert.equal(pieces.join(''), whole);
    assert.equal(pieces.length, Math.ceil(whole.length / 100));
  });

  it('pages through a search without a gap or a repetition', async () => {
    const seen: string[] = [];
    for (let offset: number | undefined = 0; offset !== undefined;) {
      const answer = (await callTool(
        'papers_search',
        { query: '', limit: 10, offset },
        library,
      )) as unknown as Answer;
      seen.push(...(answer.papers ?? []).map(({ id }) => id));
      offset = answer.next;
    }
    assert.deepEqual(
      seen.sort(),
      library
        .papers()
        .map(({ id }) => id)
        .sort(),
    );
  });

  it('answers a cancelled call as cancelled', async () => {
    const { status } = await callTool('papers_search', { query: 'code' }, library, AbortSignal.abort());
    assert.equal(status, 'cancelled');
  });
});
