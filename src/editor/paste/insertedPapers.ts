import { findPaperMentions } from '../../core/links/paperMentions';
import type { Paper } from '../../core/paper/paper';
import type { EditorLibrary, PaperLookup } from '../paperLookup';

const MAX_DROPPED = 50;
const MAX_PASTED_CHARS = 500;

/** Returns the paper of a pasted text that consists of one link or id. */
export async function papersInText(lookup: PaperLookup, text: string | undefined): Promise<readonly Paper[]> {
  const trimmed = text?.trim() ?? '';
  const [mention] = mayNamePaper(trimmed) ? findPaperMentions(trimmed) : [];
  if (mention?.start !== 0 || mention.end !== trimmed.length) return [];
  return (await lookup.papersNamed(mention)).slice(0, 1);
}

/**
 * Returns the papers of dropped rows.
 * @param json ids of papers
 */
export async function draggedPapers(
  library: EditorLibrary,
  json: string | undefined,
): Promise<readonly Paper[]> {
  if (json === undefined) return [];
  await library.ready;
  const ids = readIds(json).slice(0, MAX_DROPPED);
  return ids.flatMap((id) => library.paper(id) ?? []);
}

function mayNamePaper(text: string): boolean {
  return text.length <= MAX_PASTED_CHARS && !/\s/.test(text.replace(/^arxiv:?\s/i, ''));
}

function readIds(json: string): readonly string[] {
  try {
    const ids: unknown = JSON.parse(json);
    return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}
