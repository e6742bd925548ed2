import assert from 'node:assert/strict';
import type { Paper } from '../../../../src/core/paper/paper';
import { REGIONS, type RegionName } from '../../../../src/core/protocol';
import { loadMathRenderer } from '../../../../src/panel/page/mathml';
import { renderDocument, renderRegions, renderMissingPaper } from '../../../../src/panel/page/regionLayout';
import { parseLinkedRepos } from '../../../../src/core/outcome/parseLinkedRepos';
import { parsePapersWithCode } from '../../../../src/core/outcome/parsePapersWithCode';
import { hubRepository, outcomeRepositories } from '../../../../src/panel/page/linkedCloneButtons';
import type { PageView } from '../../../../src/panel/page/view';
import { textRenderer } from '../../../../src/panel/page/textRenderer';
import { HOSTILE, hostileView } from '../../../support/hostile';
import { stateOf, viewOf } from '../../../support/paperPage';
import { evaluations, linkedRepos, withCode } from '../../../support/outcomes';
import { madePaper } from '../../../support/papers';

function region(name: RegionName, view: PageView): string {
  return renderRegions(view).find((part) => part.name === name)?.html ?? '';
}

/** Returns the readable text of HTML. */
function text(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

const noMaths = (): undefined => undefined;

const names = (count: number): string[] => Array.from({ length: count }, (_, at) => `Author Number${at}`);

describe('what came of the paper', () => {
  const from = { host: 'huggingface.co', fetched: '2026-11-29T05:00:00.000Z' };
  const hub = { ...from, value: parseLinkedRepos(linkedRepos)! };
  const code = { ...from, host: 'paperswithcode.co', value: parsePapersWithCode(withCode, evaluations)! };
  const shown = (facts: Partial<PageView['outcome']>, more: Partial<PageView> = {}): string =>
    region(
      'outcome',
      viewOf(madePaper('2603.00001'), {
        outcome: { known: undefined, isRequesting: false, failures: [], ...facts },
        ...more,
      }),
    );

  it('is the last region, and empty while nothing is known', () => {
    assert.equal(REGIONS.at(-1), 'outcome');
    assert.equal(shown({}), '');
    assert.equal(shown({ known: {} }), '');
  });

  it('says that it is asked, and why it could not be', () => {
    assert.match(
      text(shown({ isRequesting: true })),
      /^Since its publication Looking for later results of this paper…$/,
    );
    assert.match(text(shown({ failures: ['It asks to wait.'] })), /Since its publication It asks to wait\./);
  });

  it('counts and links models, data sets and Spaces, with host and day; git can clone those with an owner', () => {
    const html = shown({ known: { hub } });
    assert.match(
      text(html),
      /huggingface\.co, retrieved on 29 November 2026 Models 3 made-up\/quokka-large 40 likes Clone made-up\/quokka-base 3 likes Clone wombat-small Datasets/,
    );
    assert.match(
      text(html),
      /Datasets 1 made-up\/marsupials 1 like Clone Spaces 1 made-up\/quokka-demo 7 likes Clone/,
    );
    for (const address of [
      'made-up/quokka-base',
      'datasets/made-up/marsupials',
      'spaces/made-up/quokka-demo',
    ])
      assert.ok(html.includes(`href="https://huggingface.co/${address}"`), address);
    assert.equal(html.split('cloneLinked').length - 1, 4);
  });

  it('opens the clone of a linked repository, and shows what a look into it found', () => {
    const found = { kind: 'other', files: 9, isCut: false, languages: [], submodules: 0 } as const;
    const html = shown(
      { known: { hub } },
      {
        foldersOf: ({ owner }) => (owner === 'datasets/made-up' ? ['/home/me/marsupials'] : []),
        inspectionOf: ({ name }) => (name === 'quokka-base' ? found : undefined),
      },
    );
    assert.match(text(html), /marsupials 1 like Open Folder Spaces/);
    assert.match(
      text(html),
      /quokka-base 3 likes Clone data or configuration, no code · 9 files, size not known wombat-small/,
    );
  });

  it('says that nothing names the paper', () => {
    const none = { count: 0, top: [] };
    const value = { models: none, datasets: none, spaces: none };
    assert.match(
      text(shown({ known: { hub: { ...hub, value } } })),
      /No model, dataset or Space names this paper/,
    );
  });

  it('lists what Papers with Code has, without the code that the paper has itself', () => {
    const reads = text(shown({ known: { code } }));
    assert.match(
      reads,
      /Papers with Code paperswithcode\.co, retrieved on 29 November 2026 Venue: MADEUP 2026/,
    );
    assert.match(reads, /Tasks: Marsupial Recognition, Counting/);
    assert.match(reads, /Benchmark Metric Value Rank Pouch-1k Accuracy 91\.25 2 Burrow F1 0\.5/);
    assert.match(reads, /Builds on Wombats Built on by Numbats/);
    assert.match(reads, /Code made-up\/quokka official Clone fan\/quokka-port Clone/);
    const url = 'https://github.com/made-up/quokka';
    const paper = madePaper('1', {
      repositories: [{ host: 'github.com', owner: 'made-up', name: 'quokka', url }],
    });
    assert.doesNotMatch(text(shown({ known: { code } }, { paper })), /official/);
  });

  it('tells a revised version, and whether it is newer than the saved one', () => {
    const revision = { ...from, host: 'export.arxiv.org', value: { version: 3, day: '2026-11-20' } };
    assert.match(
      text(shown({ known: { revision } })),
      /The latest version is 3 from 20 November 2026\. export\.arxiv\.org/,
    );
    const saved = (savedOn: string): string => text(shown({ known: { revision } }, { savedOn }));
    assert.match(saved('2026-11-19'), /Revised since you saved it: version 3 of 20 November 2026/);
    assert.match(saved('2026-11-20'), /The latest version is 3/);
    const first = { ...revision, value: { version: 1, day: '2026-11-20' } };
    assert.equal(shown({ known: { revision: first } }), '');
    const head = (known: PageView['outcome']['known'], savedOn?: string): string => {
      const paper = madePaper('2603.00001', { stars: 3 });
      const outcome = { known, isRequesting: false, failures: [] };
      return region('head', viewOf(paper, { outcome, savedOn }));
    };
    assert.match(
      text(head({ revision }, '2026-11-19')),
      /3 stars Revised since you saved it: version 3, 20 Nov/,
    );
    assert.match(text(head({ revision }, '2026-11-20')), /3 stars Version 3, 20 November 2026/);
    assert.match(head({ revision }), /title="export\.arxiv\.org, retrieved on 29 November 2026"/);
    assert.doesNotMatch(text(head({ revision: first })), /version/i);
  });

  it('names the repositories that may be cloned', () => {
    assert.deepEqual(
      outcomeRepositories({ hub, code }).map(({ url }) => url),
      [
        'https://huggingface.co/made-up/quokka-large',
        'https://huggingface.co/made-up/quokka-base',
        'https://huggingface.co/datasets/made-up/marsupials',
        'https://huggingface.co/spaces/made-up/quokka-demo',
        'https://github.com/made-up/quokka',
        'https://github.com/fan/quokka-port',
      ],
    );
  });

  for (const id of ['wombat-small', 'datasets/x', 'spaces/x', 'docs/hub', 'a--b/..', 'a/b.git', '-a/b'])
    it(`clones no model ${id}`, () => assert.equal(hubRepository('models', id), undefined));

  for (const hostile of HOSTILE)
    it(`shows ${JSON.stringify(hostile).slice(0, 60)} as text`, () => {
      const value = {
        ...code.value,
        venue: hostile,
        tasks: [hostile],
        predecessors: [{ title: hostile, id: hostile }],
      };
      const html = shown({ known: { code: { ...code, host: hostile, value } } });
      assert.doesNotMatch(
        html,
        /<(?:script|img|svg|iframe|object|embed|form|input|style|link|meta|base|template|math|details)\b/,
      );
    });
});

describe('head of the page', () => {
  const authors: readonly (readonly [facts: Partial<Paper>, reads: RegExp])[] = [
    [{ authors: [], authorCount: 0 }, /Authors not stated/],
    [{ authors: [], authorCount: 1 }, /1 author, not named/],
    [{ authors: [], authorCount: 7 }, /7 authors, not named/],
    [{ authors: ['Ada Example'], authorCount: 1 }, /Ada Example Copy names/],
    [{ authors: ['Ada Example'], authorCount: 3 }, /Ada Example \( ?3 authors in all\)/],
    [{ authors: names(12), authorCount: 12 }, /Author Number11 Copy names/],
    [
      { authors: names(600), authorCount: 600 },
      /Author Number11 , and 588 more : Author Number12 .*Number599/,
    ],
  ];
  for (const [facts, reads] of authors) {
    it(`${facts.authors?.length} of ${facts.authorCount} authors named`, () =>
      assert.match(text(region('head', viewOf(madePaper('1', facts)))), reads));
  }

  it('says that the library does not have the paper, and offers to keep it', () => {
    const paper = madePaper('1');
    const html = region('head', viewOf(paper, { isKept: false }));
    assert.match(
      text(html),
      /This paper is not in your library\. The page shows its data from Hugging Face\. Keep/,
    );
    assert.match(html, /&quot;type&quot;:&quot;addPaper&quot;/);
    assert.doesNotMatch(region('head', viewOf(paper)), /not in your library/);
  });

  it('shows only known facts', () => {
    const known = madePaper('1', {
      published: '2021-09-02',
      featuredOn: ['2025-11-02', '2025-11-03'],
      comments: 1,
      upvotes: 31,
      stars: 3100,
      category: 'cs.CL',
    });
    const reads = text(region('head', viewOf(known)));
    assert.match(reads, /Published 2 September 2021 Featured 2 November 2025, 3 November 2025 cs\.CL/);
    assert.match(reads, /31 upvotes 1 comment 3,100 stars/);
    const bare = text(region('head', viewOf(madePaper('1', { published: '' }))));
    assert.doesNotMatch(bare, /Published|Featured|upvote|comment|star|undefined/);
  });

  it('offers to clone where there is a repository only', () => {
    const repository = { host: 'github.com', owner: 'a', name: 'b', url: 'https://github.com/a/b' };
    assert.match(
      region('head', viewOf(madePaper('1', { repositories: [repository] }))),
      /type&quot;:&quot;clone/,
    );
    assert.doesNotMatch(region('head', viewOf(madePaper('1'))), /clone/);
  });
});

describe('code that arrived', () => {
  it('is named with its day, also after it was looked at', () => {
    for (const codeArrived of [true, false]) {
      const nothing = { cloned: false, saved: true, unread: true };
      const stateOf = () => ({ ...nothing, codeArrived, codeDay: '2026-03-05' });
      assert.match(text(region('head', viewOf(madePaper('1'), { stateOf }))), /Code arrived 5 March 2026/);
    }
    assert.doesNotMatch(text(region('head', viewOf(madePaper('1')))), /Code arrived/);
  });
});

describe('toggles on the page', () => {
  const paper = madePaper('1');
  const states: readonly (readonly [saved: boolean, read: boolean, reads: RegExp])[] = [
    [false, false, /aria-pressed="false">Save<.*aria-pressed="false">Mark as Read</s],
    [true, false, /aria-pressed="true">Saved<.*aria-pressed="false">Mark as Read</s],
    [true, true, /aria-pressed="true">Saved<.*aria-pressed="true">Read</s],
  ];
  for (const [saved, read, reads] of states) {
    it(`show ${saved ? '' : 'not '}saved and ${read ? '' : 'not '}read`, () => {
      const stateOf = () => ({ cloned: false, saved, unread: saved && !read, read });
      const html = region('head', viewOf(paper, { stateOf }));
      assert.match(html, reads);
      assert.match(
        html,
        /&quot;toggle&quot;,&quot;paperId&quot;:&quot;1&quot;,&quot;mark&quot;:&quot;saved&quot;/,
      );
    });
  }
});

describe('the main button', () => {
  const repository = { host: 'github.com', owner: 'a', name: 'b', url: 'https://github.com/a/b' };
  const head = (facts: Partial<PageView>): string =>
    region('head', viewOf(madePaper('1', { repositories: [repository] }), facts));
  it('clones', () => assert.match(text(head({})), /\bClone Copy BibTeX/));
  it('shows a running clone and cannot be pressed meanwhile', () => {
    const html = head({ isCloning: () => true, foldersOf: () => ['/home/me/b'] });
    // It can keep the focus, which a disabled button loses, and sends nothing.
    const running = /<vscode-button[^>]*>Cloning…</.exec(html)?.[0] ?? '';
    assert.match(running, / aria-disabled="true"/);
    assert.doesNotMatch(running, / disabled|data-message/);
    assert.doesNotMatch(html, /Open Folder/);
  });
  it('opens the clone', () =>
    assert.match(
      head({ foldersOf: () => ['/home/me/b'] }),
      /&quot;openFolder&quot;,&quot;paperId&quot;:&quot;1&quot;,&quot;folder&quot;:&quot;\/home\/me\/b&quot;[^>]*>Open Folder</,
    ));
  it('is beside links to the PDF and arXiv', () => {
    const links = [
      { kind: 'pdf', url: 'https://arxiv.org/pdf/1' },
      { kind: 'arxiv', url: 'https://arxiv.org/abs/1' },
    ] as const;
    assert.match(text(region('head', viewOf(madePaper('1', { links })))), /Copy Link Add Note PDF arXiv$/);
  });
});

describe('the note on the page', () => {
  const view = (facts: Partial<PageView>): PageView => viewOf(madePaper('1'), facts);
  const note = { tags: ['to-cite', '<b>'], status: 'reading', beginning: 'First\n<i>second</i>' };
  it('shows its first lines, status and tags as text', () => {
    const html = region('note', view({ note }));
    assert.match(
      text(html),
      /^Note Open Note reading · #to-cite · #&lt;b&gt; First\s&lt;i&gt;second&lt;\/i&gt;$/,
    );
    assert.match(html, /First\n&lt;i&gt;/, 'lines are lost');
  });
  it('has its button once, beside its lines or among the actions', () => {
    assert.doesNotMatch(region('head', view({ note })), /openNote/);
    assert.match(text(region('head', view({}))), /Add Note$/);
    assert.equal(region('note', view({})), '');
  });
  it('says that it is empty', () =>
    assert.match(text(region('note', view({ note: { tags: [], beginning: '' } }))), /has no text yet\.$/));
});

describe('authors on the page', () => {
  it('search for their papers', () => {
    const html = region('head', viewOf(madePaper('1', { authors: ['Zoë "Z" <b>'], authorCount: 1 })));
    assert.match(
      html,
      /<button type="button" class="author" title="Search papers by Zoë &quot;Z&quot; &lt;b&gt;"/,
    );
    assert.doesNotMatch(html, /<b>/);
  });
});

describe('repositories on the page', () => {
  const plain = { host: 'github.com', owner: 'a', name: 'b', url: 'https://github.com/a/b' };
  const part = {
    host: 'gitlab.com',
    owner: 'c',
    name: 'd',
    ref: 'dev',
    folder: 'x/y',
    url: 'https://gitlab.com/c/d/-/tree/dev/x/y',
  };
  const paper = madePaper('1', { repositories: [plain, part] });

  it('shows each as what it is', () => {
    const reads = text(region('repositories', viewOf(paper)));
    assert.match(reads, /^Repositories a\/b .* c\/d folder x\/y, at dev, gitlab\.com/);
  });
  it('shows where one was cloned to', () => {
    const view = viewOf(paper, { foldersOf: ({ owner }) => (owner === 'a' ? ['/home/me/b'] : []) });
    assert.match(text(region('repositories', view)), /Cloned into \/home\/me\/b Open Folder Reveal/);
  });
  it('shows the stars of the only one; of several it is not known whose they are', () => {
    const stars = (repositories: Paper['repositories']): string =>
      text(region('repositories', viewOf(madePaper('1', { repositories, stars: 3100 }))));
    assert.match(stars([plain]), /^Repository a\/b 3,100 stars Clone Look into Repository Copy URL$/);
    assert.doesNotMatch(stars([plain, part]), /stars/);
  });
  it('is empty without any', () => assert.equal(region('repositories', viewOf(madePaper('1'))), ''));
  it('says what a look into it found, and that one is running', () => {
    const repository = { host: 'github.com', owner: 'a', name: 'b', url: 'https://github.com/a/b' };
    const shown = (facts: Partial<PageView>): string =>
      region('repositories', viewOf(madePaper('1', { repositories: [repository] }), facts));
    assert.match(text(shown({})), /Clone Look into Repository Copy URL$/);
    const looking = /<vscode-button[^>]*>Looking…</.exec(shown({ isInspecting: () => true }))?.[0] ?? '';
    assert.match(looking, / aria-disabled="true"/);
    assert.doesNotMatch(looking, / disabled|data-message/);
    const found = { kind: 'readme', files: 3, isCut: false, languages: [], submodules: 0 } as const;
    const html = shown({ inspectionOf: () => ({ ...found, licence: '<b>' }) });
    assert.match(
      text(html),
      /only a README and documents, no code · 3 files, size not known · licence: &lt;b&gt; Clone/,
    );
  });
});

describe('links on the page', () => {
  it('names each kind and gives its address', () => {
    const links = [
      { kind: 'arxiv', url: 'https://arxiv.org/abs/1' },
      { kind: 'page', url: 'https://anonymous.4open.science/r/x' },
    ] as const;
    const html = region('links', viewOf(madePaper('1', { links })));
    assert.match(
      html,
      /<a href="https:\/\/arxiv\.org\/abs\/1" title="https:\/\/arxiv\.org\/abs\/1 \(Alt\+A\)">arXiv</,
    );
    assert.match(html, />anonymous\.4open\.science</);
  });
  it('links nothing but https', () => {
    const links = ['vscode://x/y', 'javascript:1', 'http://a.b'].map(
      (url) => ({ kind: 'project', url }) as const,
    );
    assert.doesNotMatch(region('links', viewOf(madePaper('1', { links }))), /<a /);
  });
});

describe('place in a list', () => {
  const paper = madePaper('2');
  const placed = (list: readonly string[], preview = false): string =>
    region('place', viewOf(paper, { state: stateOf(paper, { list, preview }) }));

  it('counts and steps', () => {
    assert.match(text(placed(['1', '2', '3'])), /2 of 3/);
    assert.doesNotMatch(placed(['1', '2', '3']), /disabled/);
  });
  it('ends at the ends', () => {
    assert.match(placed(['2', '3']), /by&quot;:-1}" aria-label="Previous paper" disabled/);
    assert.match(placed(['1', '2']), /by&quot;:1}" aria-label="Next paper" disabled/);
  });
  it('is absent without a list', () => {
    for (const list of [[], ['2'], ['1', '3']]) assert.equal(placed(list), '');
  });
  it('offers to keep a preview', () => assert.match(text(placed([], true)), /^Keep Open$/));
});

describe('related papers on the page', () => {
  it('give their reason', () => {
    const related = [
      {
        paper: madePaper('2', { title: 'B-PROP', published: '2021-04-20' }),
        score: 1,
        shared: ['retrieval', 'words'],
      },
    ];
    const html = region('related', viewOf(madePaper('1'), { related }));
    assert.match(text(html), /B-PROP 2021 · Shares: retrieval, words/);
    // The context menu acts on the related paper.
    assert.match(html, /<li data-vscode-context="{&quot;paperId&quot;:&quot;2&quot;/);
  });
  it('say that they are looked for, or that there are none', () => {
    assert.match(text(region('related', viewOf(madePaper('1'), { related: undefined }))), /Looking/);
    assert.match(text(region('related', viewOf(madePaper('1')))), /No related papers/);
  });
});

describe('marked words', () => {
  const marked = (query: string): readonly string[] => {
    const paper = madePaper('1', { title: 'Tokenization matters', abstract: 'A token <b> & tokens.' });
    const view = viewOf(paper, { renderText: textRenderer(query, noMaths) });
    return renderRegions(view).flatMap(({ html }) =>
      [...html.matchAll(/<mark>(.*?)<\/mark>/g)].map(([, word]) => word ?? ''),
    );
  };
  it('are those of the query', () => assert.deepEqual(marked('token'), ['Token', 'token', 'token']));
  it('are those of a field, in it only', () => {
    assert.deepEqual(marked('title:token'), ['Token']);
    assert.deepEqual(marked('author:token'), []);
  });
  it('are none without a query', () => assert.deepEqual(marked(''), []));
  it('are counted where the reader steps through them', () => {
    const paper = madePaper('1', { title: 'A vision of vision', abstract: 'Vision.' });
    assert.match(
      text(region('place', viewOf(paper, { renderText: textRenderer('vision', noMaths) }))),
      /3 matches/,
    );
  });
});

describe('the page of a paper that is missing', () => {
  const regions = renderMissingPaper('A <b>title</b>', viewOf(madePaper('1')));

  it('says what was there and what can be done, and nothing else', () => {
    const filled = regions.filter(({ html }) => html !== '');
    assert.deepEqual(
      filled.map(({ name }) => name),
      ['head'],
    );
    assert.match(
      text(filled[0]?.html ?? ''),
      /not in the library .*showed “A &lt;b&gt;title&lt;\/b&gt;”.* Search Refresh$/,
    );
  });
  it('empties every other region of a page that was there', () =>
    assert.deepEqual(
      regions.map(({ name }) => name),
      REGIONS,
    ));
});

describe('the document', () => {
  const paper = madePaper('1', { title: 'A "title" <b>' });
  const view = viewOf(paper);
  const document = renderDocument(
    {
      title: paper.title,
      language: 'en',
      nonce: 'NONCE',
      script: 'https://x/page.js',
      style: 'https://x/look.css',
      revision: 3,
      state: view.state,
      context: '{"paperId":"1"}',
      t: view.t,
    },
    renderRegions(view),
  );

  it('forbids everything that does not carry its nonce', () => {
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(document)?.[1]?.replaceAll('&#39;', "'");
    assert.equal(
      policy,
      "default-src 'none'; script-src 'nonce-NONCE'; style-src 'nonce-NONCE'; base-uri 'none'; form-action 'none'",
    );
  });
  it('holds the text, its one heading of the first level, and no inline script', () => {
    assert.match(document, /What 1 is about\./);
    assert.equal(document.match(/<h1[ >]/g)?.length, 1);
    assert.deepEqual(document.match(/<script[^>]*>/g), ['<script nonce="NONCE" src="https://x/page.js">']);
    assert.doesNotMatch(document, / on\w+=|javascript:| style=/);
  });
  it('has every region once, in reading order', () => {
    assert.deepEqual(
      [...document.matchAll(/<section id="(\w+)"/g)].map(([, name]) => name),
      [
        'place',
        'head',
        'note',
        'abstract',
        'summary',
        'repositories',
        'links',
        'citation',
        'related',
        'outcome',
      ],
    );
  });
});

describe('hostile texts in every field of the page', () => {
  let known: ReadonlySet<string>;
  let tags: (text: string) => readonly string[];
  before(async () => {
    const maths = await loadMathRenderer();
    tags = (text) =>
      renderRegions(hostileView(text, maths)).flatMap(({ html }) =>
        // Names of tags and attributes; values of attributes are quoted.
        [...html.matchAll(/<[^>]*>/g)].map(([tag]) => tag.replace(/="[^"]*"/g, '')),
      );
    known = new Set(['plain', 'plain words', '$\\text{x}$'].flatMap(tags));
  });

  for (const text of HOSTILE) {
    it(JSON.stringify(text), () =>
      assert.deepEqual(
        tags(text).filter((tag) => !known.has(tag)),
        [],
      ),
    );
  }
});
