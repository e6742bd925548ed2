import assert from 'node:assert/strict';
import type { Paper, Repository } from '../../../../src/core/paper/paper';
import { folderPapers, type FolderFacts } from '../../../../src/core/workspace/folderPapers';
import { commitState } from '../../../../src/core/workspace/workspacePaper';
import { madePaper } from '../../../support/papers';

const github = (owner: string, name: string): Repository => ({
  ...{ host: 'github.com', owner, name, url: `https://github.com/${owner}/${name}` },
});
const paper = (id: string, ...repositories: readonly Repository[]): Paper => madePaper(id, { repositories });

const PAPERS = [
  paper('2109.00859', github('salesforce', 'CodeT5')),
  paper('2305.07922', github('salesforce', 'CodeT5')),
  paper('2401.00001', github('lab', 'unique-name'), github('lab', 'app')),
  paper('2401.00002', github('one', 'shared')),
  paper('2401.00003', github('two', 'shared')),
  paper('2401.00004'),
];
/** More papers name this repository than are listed, newest first. The last one introduced it. */
const USED = ['2501.00009', '2501.00008', '2501.00007', '2309.00006'];
PAPERS.push(...USED.map((id) => paper(id, github('lab', 'engine'))));
const library = { papers: () => PAPERS, paper: (id: string) => PAPERS.find((one) => one.id === id) };

const CFF = `cff-version: 1.2.0
title: Code
identifiers:
  - type: doi
    value: 10.48550/arXiv.2401.00004
references:
  - type: article
    title: Another
    url: https://arxiv.org/abs/2109.00859
- loose: https://arxiv.org/abs/2305.07922
license: MIT
`;

const ROWS: readonly (readonly [what: string, facts: Partial<FolderFacts>, expected: string])[] = [
  ['nothing', {}, ''],
  ['an https remote', { remotes: ['https://github.com/lab/unique-name.git'] }, '2401.00001 remote'],
  ['a remote in another case', { remotes: ['https://github.com/LAB/Unique-Name'] }, '2401.00001 remote'],
  ['an scp-like remote', { remotes: ['git@github.com:lab/unique-name.git'] }, '2401.00001 remote'],
  ['an ssh remote', { remotes: ['ssh://git@github.com:22/lab/unique-name.git'] }, '2401.00001 remote'],
  [
    'a remote with a token',
    { remotes: ['https://x:secret@github.com/lab/unique-name'] },
    '2401.00001 remote',
  ],
  [
    'a repository of several papers',
    { remotes: ['https://github.com/salesforce/CodeT5'] },
    '2109.00859 remote, 2305.07922 remote',
  ],
  [
    'a repository of many papers whose README names one',
    { remotes: ['https://github.com/lab/engine'], readme: 'Our paper: arXiv:2309.00006' },
    '2309.00006 remote, 2501.00009 remote, 2501.00008 remote',
  ],
  [
    'a repository of many papers whose CITATION.cff names one',
    {
      remotes: ['https://github.com/lab/engine'],
      citation: 'url: https://arxiv.org/abs/2309.00006\n',
      readme: 'Used by arXiv:2501.00007 and arXiv:2501.00008',
    },
    '2309.00006 remote, 2501.00007 remote, 2501.00008 remote',
  ],
  [
    'a fork with its upstream',
    { remotes: ['git@github.com:me/unique-name.git', 'https://github.com/lab/unique-name.git'] },
    '2401.00001 remote',
  ],
  ['a fork', { remotes: ['git@github.com:me/Unique-Name.git'] }, '2401.00001 fork'],
  ['a short name', { remotes: ['https://github.com/me/app'] }, ''],
  ['a name of two papers', { remotes: ['https://github.com/me/shared'] }, ''],
  ['a local path', { remotes: ['/srv/git/unique-name.git', '../unique-name'] }, ''],
  ['an unknown host', { remotes: ['https://git.example.org/lab/unique-name'] }, ''],
  ['a CITATION.cff', { citation: CFF }, '2401.00004 citation'],
  ['a CITATION.cff with CRLF', { citation: CFF.replaceAll('\n', '\r\n') }, '2401.00004 citation'],
  [
    'its preferred citation',
    { citation: 'preferred-citation:\n  url: "https://arxiv.org/abs/2401.00001v2"\n' },
    '2401.00001 citation',
  ],
  [
    'a CITATION.cff with references only',
    { citation: 'references:\n  - url: https://arxiv.org/abs/2109.00859' },
    '',
  ],
  [
    'a README',
    { readme: '# X\n[paper](https://arxiv.org/abs/2401.00004v1) arXiv:2401.00004' },
    '2401.00004 readme',
  ],
  ['a README with several', { readme: 'arXiv:2401.00004, arXiv:2109.00859' }, '2401.00004 mention'],
  ['a README whose first is unknown', { readme: 'arXiv:1706.03762, arXiv:2109.00859' }, ''],
  ['a number that looks like an id', { readme: 'Version 2401.00004 of the data' }, ''],
  [
    'all of them',
    { remotes: ['https://github.com/lab/unique-name'], citation: CFF, readme: 'arXiv:2109.00859' },
    '2401.00001 remote, 2401.00004 citation, 2109.00859 readme',
  ],
  [
    'guesses only',
    { remotes: ['https://github.com/me/unique-name'], readme: 'arXiv:2401.00004, arXiv:2109.00859' },
    '2401.00001 fork, 2401.00004 mention',
  ],
  [
    'a sure paper and a guess',
    { remotes: ['https://github.com/me/unique-name'], readme: 'arXiv:2401.00004' },
    '2401.00004 readme',
  ],
];

describe('the papers of a folder', () => {
  for (const [what, facts, expected] of ROWS) {
    it(`${what}: ${expected || 'none'}`, () => {
      const found = folderPapers({ remotes: [], ...facts }, library);
      assert.equal(found.map(({ paper: { id }, evidence }) => `${id} ${evidence}`).join(', '), expected);
    });
  }
});

describe('the date of a clone', () => {
  it('is compared with the paper’s by the day', () => {
    assert.equal(commitState('2024-01-01', '2024-01-01'), 'paperDate');
    assert.equal(commitState('2023-12-31', '2024-01-01'), 'paperDate');
    assert.equal(commitState('2024-01-02', '2024-01-01'), 'newer');
    assert.equal(commitState('2024-01-02', ''), undefined);
  });
});
