import { parseArxivId, parseCategory } from '../links/arxiv';
import { stripControls } from '../text/sanitize';
import type { Repository } from '../paper/paper';
import { parseRepository } from '../links/repository';
import { omitUndefined } from '../lang/omitUndefined';

export interface DigestMetadata {
  readonly title: string;
  readonly arxivId?: string;
  readonly authors: readonly string[];
  readonly category?: string;
  readonly repository?: Repository;
}

/** Invalid field, which is dropped. */
export interface MetadataProblem {
  /** From 0; absent for a problem of the whole file. */
  readonly index?: number;
  /** Absent for a problem of the whole entry. */
  readonly field?: keyof DigestMetadata;
}

/** Drops and reports values of a wrong type. */
export function parseDigestMetadata(value: unknown): {
  readonly facts: readonly DigestMetadata[];
  readonly problems: readonly MetadataProblem[];
} {
  if (!Array.isArray(value)) return { facts: [], problems: [{}] };
  const facts: DigestMetadata[] = [];
  const problems: MetadataProblem[] = [];
  value.forEach((entry: unknown, index) => {
    // Own keys only, none of a prototype.
    const fields = typeof entry === 'object' && entry !== null ? new Map(Object.entries(entry)) : undefined;
    const title = plainText(fields?.get('title'));
    if (!fields || title === undefined) {
      problems.push(fields ? { index, field: 'title' } : { index });
      return;
    }
    const read = <T>(
      field: keyof DigestMetadata,
      reader: (value: unknown) => T | undefined,
    ): T | undefined => {
      const written: unknown = fields.get(field);
      const found = written === undefined ? undefined : reader(written);
      if (written !== undefined && found === undefined) problems.push({ index, field });
      return found;
    };
    facts.push(
      omitUndefined({
        title,
        arxivId: read('arxivId', (id) => (typeof id === 'string' ? parseArxivId(id) : undefined)),
        authors: read('authors', names) ?? [],
        category: read('category', (text) => (typeof text === 'string' ? parseCategory(text) : undefined)),
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
  const text = stripControls(value).replace(/\s+/g, ' ').trim();
  return text === '' ? undefined : text;
}
