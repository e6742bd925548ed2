// Writes the log files of the VS Code server, in place of its native module @vscode/spdlog, which takes half a minute to
// compile. Copied into the server by vscode-server.mjs, so Node built-ins only.
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';

/** Levels of spdlog: a logger writes messages of its own level and of higher ones. VS Code sets 6 for none. */
const LEVELS = /** @type {const} */ ({ trace: 0, debug: 1, info: 2, warn: 3, error: 4 });

/** Words of spdlog's pattern `%l`. */
const WORDS = /** @type {const} */ (['trace', 'debug', 'info', 'warning', 'error']);

/** Every message is written at once, so there is nothing to flush. */
export const setFlushOn = () => undefined;

/**
 * @param {string} _name of the logger, which no pattern of VS Code contains
 * @param {string} file path of the log
 * @param {number} maxFileSize in bytes; a larger file becomes FILE.1 and replaces an earlier one
 * @returns {Promise<Logger>}
 */
export function createAsyncRotatingLogger(_name, file, maxFileSize) {
  mkdirSync(path.dirname(file), { recursive: true });
  return Promise.resolve(new Logger(file, maxFileSize));
}

class Logger {
  /** @type {string} */
  #file;
  #maxFileSize;
  #size;
  #level = /** @type {number} */ (LEVELS.info);
  #hasFormat = true;

  /**
   * @param {string} file
   * @param {number} maxFileSize in bytes
   */
  constructor(file, maxFileSize) {
    this.#file = file;
    this.#maxFileSize = maxFileSize;
    // Creates the file, which VS Code expects before the first message.
    appendFileSync(file, '');
    this.#size = statSync(file).size;
  }

  /** @param {number} level the lowest that is written */
  setLevel(level) {
    this.#level = level;
  }

  /** Writes time and level before each message. VS Code uses this one pattern: `%Y-%m-%d %H:%M:%S.%e [%l] %v`. */
  setPattern() {
    this.#hasFormat = true;
  }

  /** Writes each message as it is, without a line break. */
  clearFormatters() {
    this.#hasFormat = false;
  }

  /** @param {string} message */
  trace(message) {
    this.#write(LEVELS.trace, message);
  }

  /** @param {string} message */
  debug(message) {
    this.#write(LEVELS.debug, message);
  }

  /** @param {string} message */
  info(message) {
    this.#write(LEVELS.info, message);
  }

  /** @param {string} message */
  warn(message) {
    this.#write(LEVELS.warn, message);
  }

  /** @param {string} message */
  error(message) {
    this.#write(LEVELS.error, message);
  }

  flush() {
    // Every message is written at once.
  }

  /** Ends the logger. It holds no file open. */
  drop() {
    this.#level = Infinity;
  }

  /**
   * @param {(typeof LEVELS)[keyof typeof LEVELS]} level
   * @param {string} message
   */
  #write(level, message) {
    if (level < this.#level) return;
    const text = this.#hasFormat ? `${localTime(new Date())} [${WORDS[level]}] ${message}\n` : message;
    try {
      if (this.#size > this.#maxFileSize) {
        renameSync(this.#file, `${this.#file}.1`);
        this.#size = 0;
      }
      appendFileSync(this.#file, text);
      this.#size += Buffer.byteLength(text);
    } catch {
      // VS Code goes on without its log, for example after a test has removed the folder.
    }
  }
}

/**
 * @param {Date} time
 * @returns {string} `YYYY-MM-DD HH:MM:SS.mmm` in local time
 */
function localTime(time) {
  const local = new Date(time.getTime() - time.getTimezoneOffset() * 60_000);
  return local.toISOString().replace('T', ' ').slice(0, 23);
}
