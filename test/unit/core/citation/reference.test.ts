import assert from 'node:assert/strict';
import { Cite } from '@citation-js/core';
import '@citation-js/plugin-ris';
import fc from 'fast-check';
import { cslJson } from '../../../../src/core/citation/cslJson';
import { references } from '../../../../src/core/citation/reference';
import { ris } from '../../../../src/core/citation/ris';
import { zoteroItem } from '../../../../src/core/citation/zoteroItem';
import type { Paper } from '../../../../src/core/paper/paper';
import { madePaper } from '../../../support/papers';

const CODE_T5 = madePaper('2109.00859', {
  title: 'CodeT5: Models for Code',
  abstract: 'We present CodeT5.',
  authors: [
    'Yue Wang',
    'Steven C. H. Hoi',
    'William Cohen Jr.',
    'Laurens van der Maaten',
    'Salesforce Research',
  ],
  published: '2021-09-02',
  topics: ['code'],
  keywords: ['encoder-decoder'],
  repositories: [
    {
      host: 'github.com',
      owner: 'salesforce',
      name: 'CodeT5',
      url: 'https://github.com/salesforce/CodeT5',
    },
  ],
});
const BARE = madePaper('a-paper-without-facts', { authors: [], published: '', abstract: '' });

/** A saved page of the feed names no date for some papers. */
const DATELESS = madePaper('2504.06225', { authors: [], published: '', abstract: '' });

const of = (...papers: readonly Paper[]) => references(papers, (id) => `Topic ${id}`);

describe('references for reference managers', () => {
  it('are CSL-JSON', () => {
    assert.deepEqual(JSON.parse(cslJson(of(CODE_T5, BARE))), [
      {
        id: 'wang2021codet5',
        type: 'article',
        title: 'CodeT5: Models for Code',
        author: [
          { given: 'Yue', family: 'Wang' },
          { given: 'Steven C. H.', family: 'Hoi' },
          { given: 'William', family: 'Cohen', suffix: 'Jr.' },
          { given: 'Laurens', family: 'van der Maaten' },
          { literal: 'Salesforce Research' },
        ],
        issued: { 'date-parts': [[2021, 9, 2]] },
        publisher: 'arXiv',
        number: 'arXiv:2109.00859',
        DOI: '10.48550/arXiv.2109.00859',
        URL: 'https://arxiv.org/abs/2109.00859',
        abstract: 'We present CodeT5.',
        keyword: 'Topic code, encoder-decoder',
        note: 'Code: https://github.com/salesforce/CodeT5',
      },
      { id: 'anonmade', type: 'article', title: 'Made-up paper a-paper-without-facts' },
    ]);
  });

  it('have the year of the arXiv id if no date is known, as the BibTeX entry does', () => {
    const [reference] = of(DATELESS);
    assert.ok(reference);
    const [csl] = JSON.parse(cslJson([reference])) as readonly Readonly<Record<string, unknown>>[];
    assert.deepEqual(csl?.['issued'], { 'date-parts': [[2025]] });
    const [read] = new Cite(ris([reference])).data;
    assert.deepEqual(read?.issued, { 'date-parts': [[2025]] });
    assert.doesNotMatch(ris([reference]), /^DA /m);
    assert.equal(zoteroItem(reference).date, '2025');
  });

  it('are RIS', () => {
    assert.equal(
      ris(of(CODE_T5)),
      [
        'TY  - UNPB',
        'ID  - wang2021codet5',
        'TI  - CodeT5: Models for Code',
        'AU  - Wang, Yue',
        'AU  - Hoi, Steven C. H.',
        'AU  - Cohen, William, Jr.',
        'AU  - van der Maaten, Laurens',
        'AU  - Salesforce Research',
        'PY  - 2021',
        'DA  - 2021/09/02/',
        'PB  - arXiv',
        'AN  - arXiv:2109.00859',
        'DO  - 10.48550/arXiv.2109.00859',
        'UR  - https://arxiv.org/abs/2109.00859',
        'L3  - https://github.com/salesforce/CodeT5',
        'AB  - We present CodeT5.',
        'KW  - Topic code',
        'KW  - encoder-decoder',
        'ER  - ',
        '',
      ].join('\r\n'),
    );
  });

  it('are read back by citation-js, both as CSL-JSON and as RIS', () => {
    for (const text of [cslJson(of(CODE_T5)), ris(of(CODE_T5))]) {
      const [item, ...others] = new Cite(text).data;
      assert.deepEqual(others, []);
      assert.equal(item?.title, CODE_T5.title);
      assert.equal(item.id, 'wang2021codet5');
      assert.equal(item.abstract, CODE_T5.abstract);
      assert.equal(item.URL, 'https://arxiv.org/abs/2109.00859');
      assert.deepEqual(item.issued?.['date-parts'], [[2021, 9, 2]]);
      assert.equal(item.author?.length, 5);
      assert.deepEqual(item.author[1], { family: 'Hoi', given: 'Steven C. H.' });
    }
  });

  it('give equal keys a letter', () => {
    const keys = of(CODE_T5, { ...CODE_T5, id: '2109.00860' }).map(({ key }) => key);
    assert.deepEqual(keys, ['wang2021codet5', 'wang2021codet5b']);
  });

  it('keep each paper one record, whatever its texts hold', () => {
    const text = fc.string({ unit: 'grapheme' }).map((some) => `T ${some}\r\nER  - \r\nTY  - BOOK`);
    fc.assert(
      fc.property(text, text, text, (title, abstract, author) => {
        const hostile = madePaper('2109.00859', { title, abstract, authors: [author], keywords: [title] });
        const lines = ris(of(hostile, CODE_T5)).split(/\r\n|[\n\r\u0085\u2028\u2029]/);
        assert.equal(lines.filter((line) => line.startsWith('TY  - ')).length, 2);
        assert.equal(lines.filter((line) => line.startsWith('ER  - ')).length, 2);
        assert.ok(lines.every((line) => line === '' || /^[A-Z][A-Z\d] {2}- /.test(line)));
        assert.equal((JSON.parse(cslJson(of(hostile))) as unknown[]).length, 1);
      }),
    );
  });

  it('are Zotero items of a preprint', () => {
    assert.deepEqual(of(CODE_T5, BARE).map(zoteroItem), [
      {
        id: 'wang2021codet5',
        itemType: 'preprint',
        title: 'CodeT5: Models for Code',
        creators: [
          { creatorType: 'author', lastName: 'Wang', firstName: 'Yue' },
          { creatorType: 'author', lastName: 'Hoi', firstName: 'Steven C. H.' },
          { creatorType: 'author', lastName: 'Cohen', firstName: 'William, Jr.' },
          { creatorType: 'author', lastName: 'van der Maaten', firstName: 'Laurens' },
          { creatorType: 'author', lastName: 'Salesforce Research', fieldMode: 1 },
        ],
        abstractNote: 'We present CodeT5.',
        date: '2021-09-02',
        url: 'https://arxiv.org/abs/2109.00859',
        DOI: '10.48550/arXiv.2109.00859',
        repository: 'arXiv',
        archiveID: 'arXiv:2109.00859',
        extra: 'Citation Key: wang2021codet5',
        tags: [{ tag: 'Topic code' }, { tag: 'encoder-decoder' }],
        notes: [
          {
            note: '<p>Code: <a href="https://github.com/salesforce/CodeT5">https://github.com/salesforce/CodeT5</a></p>',
          },
        ],
        attachments: [],
      },
      {
        id: 'anonmade',
        itemType: 'preprint',
        title: 'Made-up paper a-paper-without-facts',
        creators: [],
        extra: 'Citation Key: anonmade',
        tags: [],
        notes: [],
        attachments: [],
      },
    ]);
  });
});
