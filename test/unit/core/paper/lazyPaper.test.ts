import assert from 'node:assert/strict';
import {
  lazyPaper,
  toPlainPaper,
  haveSameTextSource,
  withTopics,
  type TextSource,
} from '../../../../src/core/paper/lazyPaper';
import { mergeSources } from '../../../../src/core/merge/mergeSources';
import { mergePaper, samePaper } from '../../../../src/core/merge/mergePaper';
import type { Paper } from '../../../../src/core/paper/paper';
import { runToEnd } from '../../../../src/core/lang/runGenerator';
import { decodePaperFileSteps, encodePaper, encodePaperFile } from '../../../../src/library/store/paperFile';
import { generatedPapers } from '../../../support/generatedPapers';
import { madePaper } from '../../../support/papers';

const full = madePaper('2601.00001', {
  title: 'A title with ,"abstract":" in it',
  abstract: 'Says “,"links":[]}” and $x$.\n',
  tex: { title: '$x$', abstract: '$x$' },
  upvotes: 3,
  stars: 4,
  category: 'cs.CL',
  topics: ['other'],
  links: [{ kind: 'arxiv', url: 'https://arxiv.org/abs/2601.00001' }],
  aiSummary: 'Short.',
  keywords: ['k', 'é'],
});
const bare = madePaper('2601.00002');

/** Returns papers as read from the store. */
function stored(papers: readonly Paper[]): Paper[] {
  return storedLines(papers.map((paper) => encodePaper(paper)));
}

function storedLines(lines: readonly string[]): Paper[] {
  const file = runToEnd(decodePaperFileSteps(Buffer.from(encodePaperFile(lines))));
  assert.ok(file.kind === 'whole');
  return [...file.records.values()].map(({ paper }) => paper);
}

/** Merges versions of a paper, each from its own source. */
function merged(accounts: readonly Paper[]): Paper {
  const [paper, ...others] = runToEnd(mergeSources(accounts.map((account) => [account]))).papers.values();
  assert.ok(paper && others.length === 0);
  return paper;
}

describe('a paper that reads its texts when they are asked for', () => {
  for (const paper of [full, bare, ...generatedPapers(20, 3, 10)])
    it(`has every field of ${paper.id}`, () => {
      const [lazy] = stored([paper]);
      assert.ok(lazy);
      for (const [name, value] of Object.entries(paper)) assert.deepEqual(lazy[name as keyof Paper], value);
      assert.deepEqual(toPlainPaper(lazy), paper);
      assert.deepEqual(JSON.parse(JSON.stringify(lazy)), paper);
      assert.deepEqual(storedLines([encodePaper(lazy)]).map(toPlainPaper), [paper]);
      assert.ok(samePaper(lazy, paper) && samePaper(paper, lazy));
    });

  it('reads no text before one is asked for', () => {
    let reads = 0;
    const source: TextSource = {
      read: () => {
        reads++;
        return { abstract: 'a', links: [] };
      },
    };
    const lazy = lazyPaper(bare, source);
    assert.deepEqual(
      [lazy.title, lazy.upvotes, withTopics(lazy, ['x']).topics],
      [bare.title, undefined, ['x']],
    );
    assert.equal(reads, 0);
    assert.equal(lazy.abstract, 'a');
    assert.equal(reads, 1);
  });

  it('keeps its texts with other topics, and reports them as the same', () => {
    const [lazy, other] = stored([full, bare]);
    assert.ok(lazy && other);
    const filed = withTopics(lazy, ['vision']);
    assert.ok(
      haveSameTextSource(lazy, filed) && !haveSameTextSource(lazy, other) && !haveSameTextSource(full, full),
    );
    assert.deepEqual(toPlainPaper(filed), { ...full, topics: ['vision'] });
    assert.deepEqual(lazy.topics, ['other']);
    assert.deepEqual(withTopics(full, ['vision']), { ...full, topics: ['vision'] });
  });

  it('merges like any other', () => {
    const [lazy] = stored([full]);
    assert.ok(lazy);
    const news = madePaper(full.id, { abstract: '', upvotes: 9 });
    assert.deepEqual(mergePaper(lazy, news), mergePaper(full, news));
  });

  it('is merged with other versions without being read', () => {
    let reads = 0;
    const counted = (paper: Paper): Paper =>
      lazyPaper(paper, {
        read: () => {
          reads++;
          return paper;
        },
      });
    const news = madePaper(full.id, {
      title: full.title,
      abstract: '',
      upvotes: 9,
      links: [{ kind: 'project', url: 'https://made-up.example' }],
      keywords: ['new'],
    });
    const slug = madePaper('a-title', { title: full.title, upvotes: 12 });
    for (const accounts of [
      [full, news],
      [news, full],
      [full, news, slug],
    ]) {
      const plain = merged(accounts);
      reads = 0;
      const lazy = merged(accounts.map(counted));
      assert.equal(reads, 0);
      assert.deepEqual([lazy.id, lazy.title, lazy.upvotes], [full.id, full.title, plain.upvotes]);
      assert.deepEqual(toPlainPaper(lazy), toPlainPaper(plain));
      assert.deepEqual(lazy.abstract, plain.abstract);
      // One lazy version of two is enough.
      assert.deepEqual(toPlainPaper(merged([counted(accounts[0] ?? full), ...accounts.slice(1)])), plain);
    }
  });

  it('is read whole where the line has its fields in another order', () => {
    const line = encodePaper(full);
    const { crc32 } = process.getBuiltinModule('node:zlib');
    const text = JSON.stringify({ future: { of: 1, abstract: 'x' }, ...full });
    const sum = crc32(text).toString(16).padStart(8, '0');
    const old = `{"sum":"${sum}","paper":${text}}`;
    assert.deepEqual(storedLines([old]).map(toPlainPaper), [full]);
    assert.notEqual(encodePaper(full, old), line);
    assert.match(encodePaper(full, old), /"keywords":\["k","é"\],"future":\{"of":1,"abstract":"x"\}\}\}$/);
    assert.deepEqual(storedLines([encodePaper(full, old)]).map(toPlainPaper), [full]);
  });
});
