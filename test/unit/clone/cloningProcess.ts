// A process that clones like the extension, for tests to kill: its request is its last argument, its outcome
// its output. Not a test itself.
import path from 'node:path';
import { cloneRepository } from '../../../src/clone/cloneRepository';
import { type CloneRequest } from '../../../src/clone/cloneTypes';
import { startWatch } from '../../../src/clone/watchdog/watchdogClient';
import { GIT_PROGRAM } from '../../support/git-program';
import { silentLog } from '../../support/log';

const request = JSON.parse(process.argv.at(-1) ?? '') as CloneRequest;
const watch = startWatch(path.resolve('dist', 'clone', 'watchdog.js'), silentLog);

cloneRepository(request, {
  ...{ git: GIT_PROGRAM, version: [2, 39, 0], environment: process.env },
  ...{ log: silentLog, watch },
})
  .then((outcome) => process.stdout.write(JSON.stringify(outcome)))
  .catch((error: unknown) => process.stdout.write(String(error)))
  .finally(() => watch.done());
