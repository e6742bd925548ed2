// Reads a folder of saved responses of the Daily Papers API and prints the result: npm run eval:feed --
// FOLDER
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { runToEnd } from '../../src/core/lang/runGenerator';
import { mergeSources } from '../../src/core/merge/mergeSources';
import { parseImportSteps } from '../../src/core/feed/importFile';
import type { Paper } from '../../src/core/paper/paper';
import { readable } from '../../src/library/texToUnicode';

async function evaluate(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => /\.(?:json|jsonl|txt)$/.test(name)).sort();
  const papers: Paper[] = [];
  let items = 0;
  let dropped = 0;
  let unread = 0;
  let spent = 0;
  for (const name of names) {
    const text = await readFile(path.join(folder, name), 'utf8');
    const start = performance.now();
    const reading = runToEnd(parseImportSteps([text], { name, readable, latest: '9999-12-31' }));
    spent += performance.now() - start;
    if (!reading) {
      unread += 1;
      console.log(`${name}: not read`);
      continue;
    }
    items += reading.papers.length + reading.skippedCount;
    dropped += reading.skippedCount;
    for (const { index, why } of reading.skipped) console.log(`${name}: item ${index} dropped: ${why}`);
    papers.push(...reading.papers);
  }

  const start = performance.now();
  const merged = [...runToEnd(mergeSources([papers])).papers.values()];
  const merging = performance.now() - start;
  const share = (test: (paper: Paper) => boolean): string => {
    const count = merged.filter(test).length;
    return `${count} (${((100 * count) / Math.max(1, merged.length)).toFixed(1)} %)`;
  };
  console.log(`files            ${names.length}, not read ${unread}`);
  console.log(`items read       ${items - dropped}, dropped ${dropped}`);
  console.log(`papers           ${merged.length}`);
  console.log(`with repository  ${share((paper) => paper.repositories.length > 0)}`);
  console.log(`with more        ${share((paper) => paper.repositories.length > 1)}`);
  console.log(`with AI summary  ${share((paper) => paper.aiSummary !== undefined)}`);
  console.log(`with a day       ${share((paper) => paper.featuredOn.length > 0)}`);
  console.log(`time             ${spent.toFixed(0)} ms reading, ${merging.toFixed(0)} ms merging`);
  if (dropped > 0 || unread > 0) process.exitCode = 1;
}

const [, , given] = process.argv;
if (given === undefined) {
  console.error('usage: npm run eval:feed -- FOLDER');
  process.exitCode = 2;
} else {
  void evaluate(given);
}
