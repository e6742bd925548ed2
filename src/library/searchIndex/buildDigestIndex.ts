// Build script: writes the bundled papers and topics, and the index of the papers.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { segmentOf } from '../../core/index/write/segmentWriter';
import { DIGEST_PAPERS, readBundledDigest } from '../bundledDigest';
import { encodePaper, encodePaperFile } from '../store/paperFile';
import { BUILT_TOPICS, encodeTopics, readBundledTopics } from '../topics/bundledTopics';
import { completeSegment } from './segmentFile';

/**
 * @param file output file of the index; the papers and the topics are written beside it
 * @throws if a part of the digest or of the topics cannot be read
 */
async function writeDigestIndex(folder: string, file: string): Promise<void> {
  const { papers, problems } = await readBundledDigest({ folder, l10n: { t: (text) => text } });
  if (papers.length === 0 || problems.length > 0)
    throw new Error(['The bundled digest can’t be indexed.', ...problems].join('\n'));
  await writeFile(file, completeSegment(segmentOf(papers)));
  const lines = papers.map((paper) => encodePaper(paper));
  await writeFile(path.join(path.dirname(file), DIGEST_PAPERS), encodePaperFile(lines));
  const read = await readBundledTopics({
    readFile: () => readFile(path.join(folder, 'topics.json'), 'utf8'),
  });
  if (read.topics.length === 0 || read.problems.length > 0)
    throw new Error(`The bundled topics are invalid: ${JSON.stringify(read.problems)}`);
  await writeFile(path.join(path.dirname(file), BUILT_TOPICS), encodeTopics(read.topics));
}

const [folder = '', file = ''] = process.argv.slice(2);
writeDigestIndex(folder, file).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
