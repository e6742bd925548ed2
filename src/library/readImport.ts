import { parseImportSteps, type ParsedImport } from '../core/feed/importFile';
import { runInSlices } from '../timeSlice';
import { decodingText } from './decodeText';

/**
 * Reads the papers of an imported file in time slices. Stores nothing. Returns `undefined` for unknown
 * formats.
 * @param bytes content of the file
 * @param signal cancels. The promise then rejects with the signal's reason, even if the last paper was just
 * read
 */
export async function readImport(
  bytes: Uint8Array,
  options: Parameters<typeof parseImportSteps>[1],
  signal: AbortSignal,
): Promise<ParsedImport | undefined> {
  signal.throwIfAborted();
  const text = await runInSlices(decodingText(bytes), signal);
  const parsed = await runInSlices(parseImportSteps(text, options), signal);
  signal.throwIfAborted();
  return parsed;
}
