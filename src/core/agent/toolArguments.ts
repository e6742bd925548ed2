import { findArxivIds, parsePaperUrl } from '../links/arxiv';

/** A call that cannot be answered. The message says what the language model can do instead. */
export class ToolError extends Error {
  readonly status: ErrorStatus;

  constructor(status: ErrorStatus, message: string) {
    super(message);
    this.status = status;
  }
}

/**
 * `invalid_argument`: change the call. `not_found`: the library has no such paper. `not_available`: the paper exists,
 * this part or action does not. `cancelled`: by the user or the client. `failed`: the library or git failed.
 */
export type ErrorStatus = 'invalid_argument' | 'not_found' | 'not_available' | 'cancelled' | 'failed';

/** Longer values cannot be ids, topics or paths. */
const MAX_TEXT = 4_000;

/**
 * Reads the arguments of a tool call. Models send numbers as text, `null` for absent values, and limits that are too
 * large. Accepts values with one clear meaning; throws a ToolError for others.
 */
export class ToolArguments {
  readonly #values: ReadonlyMap<string, unknown>;

  /** @throws ToolError if `value` is neither an object nor absent */
  constructor(value: unknown) {
    if (value !== undefined && value !== null && (typeof value !== 'object' || Array.isArray(value)))
      throw new ToolError('invalid_argument', 'The arguments must be a JSON object.');
    this.#values = new Map(Object.entries(value ?? {}));
  }

  /** Returns `undefined` for absent, `null` and blank texts. */
  text(name: string): string | undefined {
    const value = this.#values.get(name) ?? undefined;
    if (value === undefined) return undefined;
    if (typeof value !== 'string' && typeof value !== 'number')
      throw new ToolError('invalid_argument', `"${name}" must be a string.`);
    const text = String(value).trim();
    if (text.length > MAX_TEXT)
      throw new ToolError('invalid_argument', `"${name}" is longer than ${MAX_TEXT} characters.`);
    return text === '' ? undefined : text;
  }

  /** Rounds down. Values outside `min` and `max` become the nearest bound. */
  count(name: string, fallback: number, min: number, max: number): number {
    const value = this.#values.get(name) ?? undefined;
    if (value === undefined || value === '') return fallback;
    const number = typeof value === 'string' ? Number(value) : value;
    if (typeof number !== 'number' || Number.isNaN(number))
      throw new ToolError('invalid_argument', `"${name}" must be a whole number.`);
    return Math.min(max, Math.max(min, Math.floor(number)));
  }

  flag(name: string): boolean {
    const value = this.#values.get(name) ?? false;
    if (value === true || value === 'true') return true;
    if (value === false || value === 'false' || value === '') return false;
    throw new ToolError('invalid_argument', `"${name}" must be true or false.`);
  }

  /**
   * Returns the id of a paper, also from an address, a link for VS Code, `arXiv:ID`, `[ID]` or `paper://ID`.
   * @throws ToolError if there is no id or several
   */
  paperId(): string {
    const text = this.text('id');
    if (text === undefined)
      throw new ToolError(
        'invalid_argument',
        '"id" is missing. Give an arXiv id such as 2109.00859, or call papers_search to find one.',
      );
    const id = text.replace(/^paper:\/\//i, '');
    const { ids, only } = findArxivIds(id);
    const [first, second] = only ? new Set(ids) : [];
    if (first !== undefined && second !== undefined)
      throw new ToolError('invalid_argument', '"id" names several papers. Call once for each.');
    return parsePaperUrl(id) ?? first ?? id;
  }
}
