import { OpenLibrary } from '../../src/openLibrary';
import { silentLog } from '../support/log';
import { dailyPapers } from './extension';

/** Opens the library of a storage folder, as a window does, without synced marks. */
export function openLibrary(storage: string): OpenLibrary {
  return new OpenLibrary({
    storage,
    program: dailyPapers().extensionPath,
    version: '0',
    synced: { read: () => undefined, write: () => Promise.resolve() },
    log: silentLog,
  });
}
