import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { toPlainPaper } from '../../../src/core/paper/lazyPaper';
import { digestFiles, readBundledDigest } from '../../../src/library/bundledDigest';
import { scratchFolder } from '../../support/scratch.mjs';

const l10n = {
  t: (message: string, ...args: (string | number)[]) =>
    message.replace(/\{(\d)\}/g, (_, place: string) => String(args[Number(place)])),
};
const PAGE = readFileSync('seeds/daily-papers-2025-11-03.txt', 'utf8');
const FACTS = readFileSync('seeds/paper-metadata.json', 'utf8');

/** Reads the digest with these two files; an undefined file is unreadable. */
function readWith(page: string | undefined, facts: string | undefined) {
  return readBundledDigest({
    folder: 'seeds',
    l10n,
    read: (file) => {
      const text = path.extname(file) === '.json' ? facts : page;
      return text === undefined ? Promise.reject(new Error('ENOENT')) : Promise.resolve(text);
    },
  });
}

describe('the digest that comes with the extension', () => {
  it('is read from its folder', async () => {
    const { papers, problems } = await readBundledDigest({ folder: 'seeds', l10n });
    assert.deepEqual([papers.length, problems], [86, []]);
  });

  it('is read as the build read it, and from its page where that file is missing or damaged', async () => {
    const plain = async (built?: string) => {
      const { papers, problems } = await readBundledDigest({
        folder: 'seeds',
        l10n,
        ...(built && { built }),
      });
      assert.deepEqual(problems, []);
      return papers.map(toPlainPaper);
    };
    const parsed = await plain();
    const { built = '' } = digestFiles('.');
    // The papers come from the built file: the folder has no page.
    const { papers } = await readBundledDigest({ folder: 'nowhere', l10n, built });
    assert.deepEqual(papers.map(toPlainPaper), parsed);
    assert.deepEqual(await plain('nowhere'), parsed);
    const damaged = path.join(scratchFolder('digest'), 'digest.jsonl');
    writeFileSync(damaged, readFileSync(built).subarray(0, -1_000));
    assert.deepEqual(await plain(damaged), parsed);
  });

  const rows: [what: string, page: string | undefined, facts: string | undefined, left: number, told: RegExp[]][] = [
    ['missing', undefined, FACTS, 0, [/^The digest that comes with the extension .* can’t be read\. Reinstall/]],
    ['empty', '', FACTS, 0, [/No papers were found\. Reinstall/, /^86 papers are missing .* Reinstall/]],
    ['cut', PAGE.slice(0, 60_000), FACTS, 35, [/line 293: The page ends within “Discriminative .* Reinstall/, /^51 papers/]],
    ['cut between papers', PAGE.slice(0, PAGE.indexOf('Zero-Shot Tokenizer')), FACTS, 29, [/^57 papers are missing/]],
    ['without its facts', PAGE, undefined, 86, [/line 333: “Encoder-Decoder Gemma.* neither/, /author names .* Reinstall/]],
    ['with cut facts', PAGE, FACTS.slice(0, 9_000), 86, [/line 333/, /author names/]],
    ['with facts of another shape', PAGE, '{"papers": []}', 86, [/line 333/, /author names/]],
    ['with facts and a byte order mark', PAGE, `\ufeff${FACTS}`, 86, []],
    ['with one bad fact', PAGE, FACTS.replace('"2109.00859"', '21'), 86, [/^1 facts about .* Reinstall/]],
  ]; // oxfmt-ignore
  for (const [what, page, facts, left, told] of rows) {
    it(`${what}: shows ${left} papers and says what to do`, async () => {
      const { papers, problems } = await readWith(page, facts);
      assert.equal(papers.length, left);
      assert.equal(problems.length, told.length, problems.join('\n'));
      for (const [index, pattern] of told.entries()) assert.match(problems[index] ?? '', pattern);
    });
  }

  it('gives papers without facts an id of their title', async () => {
    const { papers } = await readWith(PAGE, undefined);
    assert.equal(papers[6]?.id, 'pre-training-under-infinite-compute');
    assert.equal(new Set(papers.map((paper) => paper.id)).size, 86);
    assert.deepEqual(papers[6].links, []);
  });

  it('names no more than a handful of places', async () => {
    const { problems } = await readWith(
      PAGE.replace(/^• ?|^ +• /gm, '').replace(/, 20\d\d/g, ', 20x'),
      FACTS,
    );
    assert.ok(problems.length <= 7, problems.join('\n'));
  });
});
