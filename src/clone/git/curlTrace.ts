import { isAtLeast, type GitVersion } from './gitVersion';

/** First git version that can trace requests without their content. Older ones would print whole packs. */
const FIRST_WITH_HEADERS_ONLY: GitVersion = [2, 17, 0];

/** Added to the low-speed time to get the connection limit, in seconds. */
const EXTRA_SECONDS = 5;

/**
 * Returns how long connecting to a host or proxy may take, in milliseconds: slightly longer than git waits
 * for a slow transfer.
 */
export function connectLimit(lowSpeedSeconds: number): number {
  return (lowSpeedSeconds + EXTRA_SECONDS) * 1000;
}

/**
 * Variables that make git print connections and headers to stderr. Empty if this git version cannot do so.
 */
export function traceEnvironment(version: GitVersion): Readonly<Record<string, string>> {
  return isAtLeast(version, FIRST_WITH_HEADERS_ONLY)
    ? { GIT_TRACE_CURL: '1', GIT_TRACE_CURL_NO_DATA: '1' }
    : {};
}

/** A line of git's trace: time, location in git's source, and curl's action. */
const TRACE_LINE = /^\d\d:\d\d:\d\d\.\d{1,9} \S{1,80} {1,80}(.*)$/;

/**
 * Separates git's trace from its messages. Reports when a connection starts and when its first request is
 * sent. Needed because git's own low-speed limit starts with the request: it does not stop a connection to a
 * proxy that never answers or to a server without TLS.
 */
export class CurlTrace {
  readonly #onConnecting: (connecting: boolean) => void;
  #unfinished = '';
  #servedPage = false;

  constructor(onConnecting: (connecting: boolean) => void) {
    this.#onConnecting = onConnecting;
  }

  /** Whether the last response was a web page, such as for a sign-in. Git reads an empty repository. */
  get servedPage(): boolean {
    return this.#servedPage;
  }

  /** Adds the next chunk of stderr and returns its messages. Holds back an incomplete last line. */
  push(piece: string): string {
    const lines = (this.#unfinished + piece).split(/(?<=[\r\n])/);
    const last = lines.at(-1) ?? '';
    this.#unfinished = /[\r\n]$/.test(last) ? '' : (lines.pop() ?? '');
    return lines.filter((line) => !this.#isTrace(line)).join('');
  }

  /** Returns the held-back text at the end of the stream. */
  end(): string {
    const rest = this.#unfinished;
    this.#unfinished = '';
    return this.#isTrace(rest) ? '' : rest;
  }

  #isTrace(line: string): boolean {
    const message = TRACE_LINE.exec(line.trimEnd())?.[1];
    if (message === undefined) return false;
    if (/^== Info:\s+Trying /.test(message)) this.#onConnecting(true);
    // CONNECT goes to the proxy. The connection to the host follows.
    else if (/^=> Send header: (?!CONNECT )[A-Z]+ /.test(message)) this.#onConnecting(false);
    const type = /^<= Recv header: content-type:\s*([\w/+.-]{1,100})/i.exec(message)?.[1];
    if (type !== undefined) this.#servedPage = /^(?:text\/html|application\/xhtml\+xml)$/i.test(type);
    return true;
  }
}
