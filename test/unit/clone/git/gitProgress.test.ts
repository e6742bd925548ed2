import assert from 'node:assert/strict';
import { ProgressReader, type Progress } from '../../../../src/clone/git/gitProgress';

/** Output of git 2.39 for a shallow clone over a slow line. */
const SHALLOW =
  "Cloning into 'clone'...\n" +
  'remote: Enumerating objects: 1204, done.        \n' +
  'remote: Counting objects:  50% (602/1204)        \rremote: Counting objects: 100% (1204/1204), done.        \n' +
  'remote: Compressing objects:  10% (100/1000)        \rremote: Compressing objects: 100% (1000/1000), done.        \n' +
  'remote: Total 1204 (delta 12), reused 800 (delta 3), pack-reused 0        \n' +
  'Receiving objects:   1% (13/1204)\rReceiving objects:  50% (602/1204), 3.10 MiB | 1.52 MiB/s\r' +
  'Receiving objects: 100% (1204/1204), 6.20 MiB | 1.60 MiB/s, done.\n' +
  'Resolving deltas:   0% (0/12)\rResolving deltas: 100% (12/12), done.\n' +
  'Updating files:  40% (400/1000)\rUpdating files: 100% (1000/1000), done.\n';

/** Windows ends lines with both characters, and LFS has its own phase. */
const WINDOWS_LFS =
  'Receiving objects: 100% (4/4), 1.2 KiB | 1.2 KiB/s, done.\r\n' +
  'Updating files: 100% (4/4), done.\r\n' +
  'Filtering content:  50% (1/2), 12.00 MiB | 2.00 MiB/s\r\nFiltering content: 100% (2/2), 24.00 MiB | 2.00 MiB/s, done.\r\n';

const LOCALISED =
  'remote: Zähle Objekte: 100% (5/5), fertig.\nEmpfange Objekte: 100% (5/5), 1 KiB | 1 KiB/s, fertig.\n';

function readIn(pieces: readonly string[]): readonly Progress[] {
  const reader = new ProgressReader();
  return pieces.flatMap((piece) => reader.push(piece) ?? []);
}

function everyCharacter(text: string): readonly string[] {
  return text.match(/[^]/g) ?? [];
}

describe("reading git's progress", () => {
  for (const [what, text] of [
    ['shallow', SHALLOW],
    ['Windows and LFS', WINDOWS_LFS],
    ['localised', LOCALISED],
  ] as const) {
    it(`grows and stays within 0 to 100, cut anywhere: ${what}`, () => {
      for (const size of [1, 2, 3, 7, 50, 10_000]) {
        const pieces = text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
        let before = 0;
        for (const { percent } of readIn(pieces)) {
          assert.ok(percent >= before && percent <= 100);
          before = percent;
        }
      }
    });
  }

  it('knows every phase', () => {
    const phases = readIn([SHALLOW + WINDOWS_LFS].flatMap(everyCharacter)).map(({ phase }) => phase);
    const expected = [
      'counting',
      'compressing',
      'receiving',
      'resolving',
      'checkingOut',
      'receiving',
      'checkingOut',
    ];
    assert.deepEqual(
      phases.filter((phase, index) => phase !== phases[index - 1]),
      [...expected, 'filtering'],
    );
  });

  it('ends at 99 before the clone is in place, at 100 with LFS', () => {
    assert.equal(readIn([SHALLOW]).at(-1)?.percent, 99);
    assert.equal(readIn([WINDOWS_LFS]).at(-1)?.percent, 100);
  });

  it('says how much came, and how fast', () => {
    const transfers = readIn(everyCharacter(SHALLOW)).map(({ transfer }) => transfer);
    assert.ok(transfers.includes('3.10 MiB | 1.52 MiB/s'));
  });

  it('does not go back when a second fetch starts over', () => {
    const reader = new ProgressReader();
    reader.push('Updating files: 100% (2/2)\n');
    assert.equal(reader.push('Receiving objects:   1% (1/100)\n')?.percent, 99);
  });

  it('is not stopped by a line that never ends', () => {
    const reader = new ProgressReader();
    for (let index = 0; index < 100; index++) reader.push('x'.repeat(100_000));
    assert.equal(reader.push('\nReceiving objects: 100% (1/1)\n')?.percent, 75);
  });

  it('ignores all other lines', () => {
    for (const line of [
      '100% (1/1)',
      'Receiving objects: 999% (1/1), ',
      'fatal: 50% (1/2)',
      'Receiving objects: x%',
    ]) {
      const progress = new ProgressReader().push(`${line}\n`);
      assert.ok(progress === undefined || progress.percent <= 75, line);
    }
  });
});
