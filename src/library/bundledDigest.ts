import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseDigest } from '../core/digest/parseDigest';
import { dayInText } from '../core/digest/dates';
import { toPapers } from '../core/digest/toPapers';
import { parseDigestMetadata, type DigestMetadata } from '../core/digest/metadata';
import { runToEnd } from '../core/lang/runGenerator';
import type { Translator } from '../core/lang/translator';
import type { Paper } from '../core/paper/paper';
import { digestMessages } from './digestMessages';
import type { LoadedPapers } from './library';
import { decodePaperFileSteps } from './store/paperFile';
import { readable } from './texToUnicode';
import { joinSentences } from '../core/text/joinSentences';

const PAGE = 'daily-papers-2025-11-03.txt';
const FACTS = 'paper-metadata.json';

export interface BundledDigestOptions {
  readonly folder: string;
  readonly l10n: Translator;
  /** File `DIGEST_PAPERS`, written by the build. */
  readonly built?: string;
  readonly read?: (file: string) => Promise<string>;
}

/** Returns the paths of the digest in the extension's installation folder. */
export function digestFiles(program: string): Pick<BundledDigestOptions, 'folder' | 'built'> {
  return { folder: path.join(program, 'seeds'), built: path.join(program, 'dist', 'library', DIGEST_PAPERS) };
}

/** Paper file with the papers of the digest. */
export const DIGEST_PAPERS = 'digest.jsonl';

/**
 * Never rejects: returns the readable papers and messages about the rest. Prefers the papers read by the build,
 * because parsing the page and its TeX takes 100 ms.
 */
export async function readBundledDigest(options: BundledDigestOptions): Promise<LoadedPapers> {
  const { folder, built } = options;
  const papers = built === undefined ? undefined : await builtPapers(built);
  return papers === undefined ? parsedDigest(folder, options) : { papers, problems: [] };
}

/** Returns `undefined` if the file is missing or damaged. */
async function builtPapers(file: string): Promise<readonly Paper[] | undefined> {
  const bytes = await readFile(file).catch(() => undefined);
  const decoded = bytes && runToEnd(decodePaperFileSteps(bytes));
  return decoded?.kind === 'whole' ? [...decoded.records.values()].map(({ paper }) => paper) : undefined;
}

async function parsedDigest(
  folder: string,
  options: Pick<BundledDigestOptions, 'l10n' | 'read'>,
): Promise<LoadedPapers> {
  const { l10n } = options;
  const read = options.read ?? ((file: string) => readFile(file, 'utf8'));
  const [page, facts] = await Promise.all([
    textOf(path.join(folder, PAGE), read),
    textOf(path.join(folder, FACTS), read),
  ]);
  const reinstall = l10n.t('Reinstall the extension to get it back.');
  if (page === undefined) {
    const what = l10n.t('The digest that comes with the extension ({0}) can’t be read.', PAGE);
    return { papers: [], problems: [joinSentences([what, reinstall])] };
  }
  const known = facts === undefined ? undefined : parseFacts(facts);
  const digest = parseDigest(page, { day: dayInText(PAGE) });
  const { papers, problems, unused } = toPapers(digest, known?.facts ?? [], readable);
  const sentences: string[] = [];
  if (known === undefined) {
    sentences.push(
      l10n.t('The author names and arXiv ids of the bundled papers ({0}) can’t be read.', FACTS),
    );
  } else if (known.problems > 0) {
    sentences.push(l10n.t('{0} facts about the bundled papers ({1}) can’t be read.', known.problems, FACTS));
  }
  if (unused.length > 0) {
    sentences.push(l10n.t('{0} papers are missing from the bundled digest ({1}).', unused.length, PAGE));
  }
  return {
    papers,
    problems: [
      ...digestMessages(problems, PAGE, l10n, reinstall),
      ...sentences.map((what) => joinSentences([what, reinstall])),
    ],
  };
}

async function textOf(file: string, read: (file: string) => Promise<string>): Promise<string | undefined> {
  try {
    return await read(file);
  } catch {
    return undefined;
  }
}

function parseFacts(text: string): { facts: readonly DigestMetadata[]; problems: number } | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return undefined;
  }
  const { facts, problems } = parseDigestMetadata(value);
  return Array.isArray(value) ? { facts, problems: problems.length } : undefined;
}
