import { parseImportSteps, type ParsedImport } from '../core/feed/importFile';
import { runInSlices } from '../timeSlice';
import { decodingText } from './decodeText';

/**
 * Parses an imported file in time slices. Stores nothing. Returns `undefined` for unknown formats.
 * @throws the signal's reason if aborted, even after the last paper was read
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
