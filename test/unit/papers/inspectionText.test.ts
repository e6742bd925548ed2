import assert from 'node:assert/strict';
import { contentsOf, type Inspection } from '../../../src/core/code/contents';
import { licenceOf } from '../../../src/core/code/licence';
import { parseTreeListing } from '../../../src/core/code/treeListing';
import { inspectionFacts } from '../../../src/papers/inspectionText';
import { english } from '../../support/english';

const OID = '0123456789012345678901234567890123456789';

/** Returns a listing of files in git's format. */
function listed(files: Readonly<Record<string, number | undefined>>): string {
  return Object.entries(files)
    .map(
      ([path, size]) =>
        `100644 blob ${OID}${size === undefined ? '' : ` ${String(size).padStart(7)}`}\t${path}\0`,
    )
    .join('');
}

describe('the list of a repository’s files', () => {
  for (const [name, output, paths, isCut] of [
    ['empty', '', [], false],
    ['with sizes', listed({ 'a b.py': 3, 'ü\n.txt': 0 }), ['a b.py 3', 'ü\n.txt 0'], false],
    ['without sizes', listed({ 'a.py': undefined }), ['a.py undefined'], false],
    ['with a submodule', `160000 commit ${OID}       -\tsub\0`, ['sub undefined'], false],
    ['cut off', `${listed({ 'a.py': 1 })}100644 blob ${OID.slice(9)}`, ['a.py 1'], true],
    ['in another format', 'fatal: not a tree\0', [], false],
  ] as const)
    it(name, () => {
      const listing = parseTreeListing(output);
      assert.deepEqual(
        listing.entries.map(({ path, size }) => `${path} ${String(size)}`),
        paths,
      );
      assert.equal(listing.isCut, isCut);
    });

  for (const [kind, ...paths] of [
    ['code', 'README.md', 'train.py'],
    ['code', 'notebooks/Demo.IPYNB'],
    ['readme', 'README.md'],
    ['readme', 'readme', 'LICENSE', '.gitignore', '.github/FUNDING.md', 'assets/teaser.PNG', 'paper.pdf'],
    ['other', 'README.md', 'data.csv'],
    ['other', 'README.md', 'index.html'],
    ['other'],
  ])
    it(`${paths.join(', ') || 'nothing'}: ${kind ?? ''}`, () => {
      const files = Object.fromEntries(paths.map((path) => [path, undefined]));
      assert.equal(contentsOf(parseTreeListing(listed(files))).kind, kind);
    });
});

describe('the licence of a repository', () => {
  for (const [text, id] of [
    ['MIT License\n\nPermission is hereby granted, free of\ncharge, to any person obtaining a copy', 'MIT'],
    ['   Apache License\n   Version 2.0, January 2004', 'Apache-2.0'],
    ['GNU GENERAL PUBLIC LICENSE\n  Version 3, 29 June 2007', 'GPL-3.0'],
    ['GNU AFFERO GENERAL PUBLIC LICENSE\n Version 3', 'AGPL-3.0'],
    ['# Attribution-NonCommercial 4.0 International', 'CC-BY-NC-4.0'],
    ['Attribution 4.0 International', 'CC-BY-4.0'],
    ['Redistribution and use in source and binary forms … Neither the name of', 'BSD-3-Clause'],
    ['Redistribution and use in source and binary forms, with or without', 'BSD-2-Clause'],
    ['Ask us.', undefined],
    ['', undefined],
  ] as const)
    it(String(id), () => assert.equal(licenceOf(text), id));
});

describe('what a look found, in words', () => {
  const code: Inspection = {
    ...{ kind: 'code', files: 1204, isCut: false, bytes: 12_000_000, submodules: 0 },
    languages: [
      { name: 'Python', files: 80, share: 0.831 },
      { name: 'CUDA', files: 4, share: 0.164 },
      { name: 'Shell', files: 1, share: 0.005 },
    ],
  };
  const unsized: Inspection = { kind: 'readme', files: 1, isCut: false, languages: [], submodules: 0 };
  for (const [found, text] of [
    [code, 'Python 83%, CUDA 16% · 1,204 files, 12 MB'],
    [
      {
        ...code,
        licence: 'MIT',
        commit: { id: OID, date: '2024-05-03' },
        lfs: { files: 3, bytes: 2.5e9, counted: 3 },
        submodules: 2,
      },
      'Python 83%, CUDA 16% · 1,204 files, 12 MB · licence: MIT · last commit 3 May 2024 · 3 files in Git LFS, 2.5 GB · 2 submodules',
    ],
    [unsized, 'only a README and documents, no code · 1 file, size not known'],
    [
      {
        ...unsized,
        kind: 'other',
        files: 9,
        isCut: true,
        submodules: 1,
        lfs: { files: 900, bytes: 5e9, counted: 400 },
      },
      'no code except in submodules · more than 9 files · no licence · 900 files in Git LFS, more than 5.0 GB · 1 submodule',
    ],
  ] as const)
    it(text, () => assert.equal(inspectionFacts(found, english).join(' · '), text));
});
