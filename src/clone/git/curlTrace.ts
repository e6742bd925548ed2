import { isAtLeast, type GitVersion } from './gitVersion';

/** Older git versions cannot trace requests without content: they print whole packs. */
const FIRST_WITH_HEADERS_ONLY: GitVersion = [2, 17, 0];

const EXTRA_SECONDS = 5;

/** Returns the limit for connecting, in milliseconds: slightly longer than git's low-speed time. */
export function connectLimit(lowSpeedSeconds: number): number {
  return (lowSpeedSeconds + EXTRA_SECONDS) * 1000;
}

/** Makes git print connections and headers to stderr. Empty for old versions of git. */
export function traceEnvironment(version: GitVersion): Readonly<Record<string, string>> {
  return isAtLeast(version, FIRST_WITH_HEADERS_ONLY)
    ? { GIT_TRACE_CURL: '1', GIT_TRACE_CURL_NO_DATA: '1' }
    : {};
}

const TRACE_LINE = /^\d\d:\d\d:\d\d\.\d{1,9} \S{1,80} {1,80}(.*)$/;

/**
 * Separates git's trace from its messages, and reports when a connection starts and when its first request is sent.
 * Git's own low-speed limit starts only with the request. So it does not end a connection to a proxy that never answers
 * or to a server without TLS.
 */
export class CurlTrace {
  readonly #onConnecting: (connecting: boolean) => void;
  #unfinished = '';
  #servedPage = false;

  constructor(onConnecting: (connecting: boolean) => void) {
    this.#onConnecting = onConnecting;
  }

  /** Whether the last response was a web page, such as a sign-in. Git reads this as an empty repository. */
  get servedPage(): boolean {
    return this.#servedPage;
  }

  /** Returns the messages in a chunk of stderr. Holds back an incomplete last line. */
  push(piece: string): string {
    const lines = (this.#unfinished + piece).split(/(?<=[\r\n])/);
    const last = lines.at(-1) ?? '';
    this.#unfinished = /[\r\n]$/.test(last) ? '' : (lines.pop() ?? '');
    return lines.filter((line) => !this.#isTrace(line)).join('');
  }

  end(): string {
    const rest = this.#unfinished;
    this.#unfinished = '';
    return this.#isTrace(rest) ? '' : rest;
  }

  #isTrace(line: string): boolean {
    const message = TRACE_LINE.exec(line.trimEnd())?.[1];
    if (message === undefined) return false;
    if (/^== Info:\s+Trying /.test(message)) this.#onConnecting(true);
    // CONNECT goes to the proxy; the connection to the host follows.
    else if (/^=> Send header: (?!CONNECT )[A-Z]+ /.test(message)) this.#onConnecting(false);
    const type = /^<= Recv header: content-type:\s*([\w/+.-]{1,100})/i.exec(message)?.[1];
    if (type !== undefined) this.#servedPage = /^(?:text\/html|application\/xhtml\+xml)$/i.test(type);
    return true;
  }
}
