import assert from 'node:assert/strict';
import { readRowUri, REPOSITORY_SCHEME, ROW_SCHEME, rowUriParts } from '../../../src/papers/rowUri';
import { madePaper } from '../../support/papers';

type Parts = readonly [host: string, owner: string, name: string];

const withCode = (...repositories: readonly Parts[]) => ({
  id: '2109.00859',
  published: '2021-09-02',
  repositories: repositories.map(([host, owner, name]) => ({
    host,
    owner,
    name,
    url: 'https://evil.example/',
  })),
});

/** What a shell may receive: an https address of a supported host, of characters that no shell interprets. */
const CLONE_URL =
  /^https:\/\/(?:github\.com|gitlab\.com|huggingface\.co|codeberg\.org)(?:\/[A-Za-z0-9._-]+){2,21}$/;

describe('the URI of a row', () => {
  const github: Parts = ['github.com', 'salesforce', 'CodeT5'];
  for (const [name, paper, path] of [
    ['a repository', withCode(github), 'https://github.com/salesforce/CodeT5.git'],
    [
      'a model on Hugging Face',
      withCode(['huggingface.co', 'google', 'vit']),
      'https://huggingface.co/google/vit',
    ],
    [
      'a data set on Hugging Face',
      withCode(['huggingface.co', 'datasets/a', 'b']),
      'https://huggingface.co/datasets/a/b',
    ],
    ['two repositories', withCode(['codeberg.org', 'a', 'b'], github), 'https://codeberg.org/a/b.git'],
    [
      'a damaged repository before a sound one',
      withCode(['github.com', 'a;b', 'c'], github),
      'https://github.com/salesforce/CodeT5.git',
    ],
  ] as const)
    it(`has the clone URL of ${name} as its path, and nothing else`, () => {
      const parts = rowUriParts(paper, ['saved', 'new'], false);
      assert.deepEqual(parts, { scheme: REPOSITORY_SCHEME, path, query: 'saved+new/2021-09-02/2109.00859' });
      assert.match(parts.path, CLONE_URL);
    });

  const hostile: readonly (readonly [name: string, parts: Parts])[] = [
    ['a line feed', ['github.com', 'a', 'b\nrm -rf ~']],
    ['a line feed at the end', ['github.com', 'a', 'b\n']],
    ['a carriage return', ['github.com', 'a\rid', 'b']],
    ['an escape sequence', ['github.com', 'a', 'b\u001b[201~id']],
    ['a line separator', ['github.com', 'a', 'b\u2028id']],
    ['a quote', ['github.com', 'a', "b';id;'"]],
    ['a command substitution', ['github.com', 'a', 'b$(id)']],
    ['a space', ['github.com', 'a', 'b --upload-pack=id']],
    ['an option', ['github.com', '--upload-pack=id', 'b']],
    ['a parent folder', ['github.com', '..', '..']],
    ['credentials', ['user:secret@github.com', 'a', 'b']],
    ['another host', ['evil.example', 'a', 'b']],
    ['a host with a path', ['github.com/x', 'a', 'b']],
    ["git's own transport", ['ext::sh -c id', 'a', 'b']],
    ['nothing', ['github.com', '', '']],
  ];
  for (const [name, parts] of hostile)
    it(`never has ${JSON.stringify(name)} of a damaged repository in its path`, () => {
      assert.deepEqual(rowUriParts(withCode(parts), [], false), {
        scheme: ROW_SCHEME,
        path: '/paper/2109.00859',
        query: '-/2021-09-02/2109.00859',
      });
    });

  it('has no clone URL without a repository, or on Windows, where shells would get backslashes', () => {
    for (const parts of [rowUriParts(madePaper('x'), [], false), rowUriParts(withCode(github), [], true)])
      assert.equal(parts.scheme, ROW_SCHEME);
  });

  it('is read as paper, marks and publication day', () => {
    for (const id of ['2109.00859', 'cs/0112017', 'a-slug', 'a?b#c%2F+d'])
      for (const marks of [[], ['saved'], ['new', 'saved', 'read']])
        for (const published of ['2021-09-02', ''])
          for (const repositories of [[], withCode(github).repositories])
            assert.deepEqual(readRowUri(rowUriParts({ id, repositories, published }, marks, false)), {
              paperId: id,
              marks,
              published,
            });
  });

  for (const [name, uri] of [
    ['another scheme', { scheme: 'file', query: '-/2021-09-02/2109.00859' }],
    ['no query', { scheme: ROW_SCHEME, query: '' }],
    ['no paper', { scheme: REPOSITORY_SCHEME, query: 'saved/2021-09-02/' }],
    ['no marks', { scheme: REPOSITORY_SCHEME, query: '2109.00859' }],
    ['no day', { scheme: REPOSITORY_SCHEME, query: 'saved/2109.00859' }],
  ] as const)
    it(`names no paper with ${name}`, () => assert.equal(readRowUri(uri), undefined));
});
