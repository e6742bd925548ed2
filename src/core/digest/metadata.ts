import { readArxivId, readCategory } from '../links/arxiv';
import { withoutControls } from '../text/sanitize';
import type { Repository } from '../paper/paper';
import { parseRepository } from '../links/repository';
import { stated } from '../lang/omitUndefined';

/** What is known of a paper beside its page. */
export interface PaperFacts {
  readonly title: string;
  readonly arxivId?: string;
  readonly authors: readonly string[];
  readonly category?: string;
  readonly repository?: Repository;
}

/** A field of the file that is not what it should be; it is left out, the rest of its entry stays. */
export interface FactsProblem {
  /** Place in the list, from 0; absent where the file as a whole is meant. */
  readonly index?: number;
  /** Name of the field; absent where the whole entry is meant. */
  readonly field?: keyof PaperFacts;
}

/** The facts of a parsed metadata file, in its order; whatever has a wrong type is reported and left out. */
export function readPaperFacts(value: unknown): {
  readonly facts: readonly PaperFacts[];
  readonly problems: readonly FactsProblem[];
} {
  if (!Array.isArray(value)) return { facts: [], problems: [{}] };
  const facts: PaperFacts[] = [];
  const problems: FactsProblem[] = [];
  value.forEach((entry: unknown, index) => {
    // Own keys only: an entry must not find `authors` or a title on a prototype.
    const fields = typeof entry === 'object' && entry !== null ? new Map(Object.entries(entry)) : undefined;
    const title = plainText(fields?.get('title'));
    if (!fields || title === undefined) {
      problems.push(fields ? { index, field: 'title' } : { index });
      return;
    }
    const read = <T>(field: keyof PaperFacts, reader: (value: unknown) => T | undefined): T | undefined => {
      const written: unknown = fields.get(field);
      const found = written === undefined ? undefined : reader(written);
      if (written !== undefined && found === undefined) problems.push({ index, field });
      return found;
    };
    facts.push(
      stated({
        title,
        arxivId: read('arxivId', (id) => (typeof id === 'string' ? readArxivId(id) : undefined)),
        authors: read('authors', names) ?? [],
        category: read('category', (text) => (typeof text === 'string' ? readCategory(text) : undefined)),
        repository: read('repository', (link) =>
          typeof link === 'string' ? parseRepository(link) : undefined,
        ),
      }),
    );
  });
  return { facts, problems };
}

function names(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const read = value.map(plainText);
  return read.every((name) => name !== undefined) ? read : undefined;
}

function plainText(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const text = withoutControls(value).replace(/\s+/g, ' ').trim();
  return text === '' ? undefined : text;
}
