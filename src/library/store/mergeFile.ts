import { mergePaper, samePaper } from '../../core/merge/mergePaper';
import type { Paper } from '../../core/paper/paper';
import type { Lock } from './fileLock';
import { encodePaper, type PaperFileAbout } from './paperFile';
import type { PaperFolder } from './folder/paperFolder';
import type { Unavailable } from './folder/paperFolderTypes';

/**
 * Writes only changes. Requires the folder's lock.
 * @returns why the file must not be written, if so
 * @throws the file system's error
 */
export async function mergeIntoFile(
  folder: PaperFolder,
  name: string,
  news: readonly Paper[],
  lock: Lock,
  about?: PaperFileAbout,
): Promise<Unavailable | undefined> {
  const file = await folder.current(name, lock);
  if (file.kind !== 'records') return file;
  const lines = new Map([...file.records].map(([id, record]) => [id, record.line]));
  const merged = new Map([...file.records].map(([id, record]) => [id, record.paper]));
  let changed = false;
  for (const paper of news) {
    const old = merged.get(paper.id);
    const whole = old ? mergePaper(old, paper) : paper;
    if (old && samePaper(old, whole)) continue;
    merged.set(paper.id, whole);
    lines.set(paper.id, encodePaper(whole, lines.get(paper.id)));
    changed = true;
  }
  if (changed) await folder.write(name, [...lines.values()], lock, about);
  return undefined;
}
