import { stagingFolders, type Staging } from './staging';
import { isAlive, isOlder, readMarkerSoon } from './stagingMarker';

/**
 * Whether another running process started earlier to clone this repository into this parent. Each process writes its
 * marker before it reads the others, and waits for markers that are being written. So exactly one of two concurrent
 * clones continues.
 */
export async function yieldsToOther(parent: string, own: Staging): Promise<boolean> {
  for (const folder of await stagingFolders(parent)) {
    if (folder === own.folder) continue;
    const found = await readMarkerSoon(folder);
    if (found?.marker.repository !== own.marker.repository || !isAlive(found.marker, found.idleMs)) continue;
    if (isOlder(found.marker, own.marker)) return true;
  }
  return false;
}
