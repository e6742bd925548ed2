import { isAtLeast, type GitVersion } from './gitVersion';

/** First git that can trace requests without their content. Older ones would print whole packs. */
const FIRST_WITH_HEADERS_ONLY: GitVersion = [2, 17, 0];

/** Seconds that connecting may take beyond the low-speed time. */
const EXTRA_SECONDS = 5;

/** Milliseconds that connecting to a host or proxy may take: a little more than git waits for a slow transfer. */
export function connectLimit(lowSpeedSeconds: number): number {
  return (lowSpeedSeconds + EXTRA_SECONDS) * 1000;
}

/** Variables that have git print its connections and headers to its error stream; none for a git that can't. */
export function traceEnvironment(version: GitVersion): Readonly<Record<string, string>> {
  return isAtLeast(version, FIRST_WITH_HEADERS_ONLY)
    ? { GIT_TRACE_CURL: '1', GIT_TRACE_CURL_NO_DATA: '1' }
    : {};
}

/** A line of git's trace: the time, the place in git's source, and what curl does. */
const TRACE_LINE = /^\d\d:\d\d:\d\d\.\d{1,9} \S{1,80} {1,80}(.*)$/;

/**
 * Separates git's trace from its messages, and reports when a connection is begun and when its first request goes out.
 * Git's own limit on slow transfers counts from the request only: it does not end a proxy that never answers or a
 * server that does not speak TLS.
 */
export class CurlTrace {
  readonly #onConnecting: (connecting: boolean) => void;
  #unfinished = '';

  constructor(onConnecting: (connecting: boolean) => void) {
    this.#onConnecting = onConnecting;
  }

  /** Takes the next piece of the error stream. Returns the messages in it; a line's last part is held back. */
  push(piece: string): string {
    const lines = (this.#unfinished + piece).split(/(?<=[\r\n])/);
    const last = lines.at(-1) ?? '';
    this.#unfinished = /[\r\n]$/.test(last) ? '' : (lines.pop() ?? '');
    return lines.filter((line) => !this.#isTrace(line)).join('');
  }

  /** The rest of the stream after it has ended. */
  end(): string {
    const rest = this.#unfinished;
    this.#unfinished = '';
    return this.#isTrace(rest) ? '' : rest;
  }

  #isTrace(line: string): boolean {
    const said = TRACE_LINE.exec(line.trimEnd())?.[1];
    if (said === undefined) return false;
    if (/^== Info:\s+Trying /.test(said)) this.#onConnecting(true);
    // CONNECT goes to the proxy; the connection behind it is still to come.
    else if (/^=> Send header: (?!CONNECT )[A-Z]+ /.test(said)) this.#onConnecting(false);
    return true;
  }
}
