import { readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** First namespace of process ids in every Linux kernel (`PROC_PID_INIT_INO` in `include/linux/proc_ns.h`). */
const FIRST_NAMESPACE = 'pid:[4026531836]';

/** Equal for processes that can see each other's ids, so that one can check whether another is running. */
export const MACHINE_NAME = machineName(hostname(), pidNamespace());

/**
 * A container that shares the host's network has the host's name, and WSL has that of Windows, but each has process ids
 * of its own.
 * @param namespace as Linux names it, `pid:[NUMBER]`; `undefined` on other systems
 */
export function machineName(host: string, namespace: string | undefined): string {
  return namespace === undefined || namespace === FIRST_NAMESPACE ? host : `${host}/${namespace}`;
}

function pidNamespace(): string | undefined {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return undefined;
  }
}
