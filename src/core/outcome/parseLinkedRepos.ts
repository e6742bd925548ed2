import { asCount, asList, asRecord, asText } from '../lang/json';
import { LINKED_KINDS, type HubOutcome, type LinkedKind, type LinkedRepo } from './outcome';
import { mostLiked } from './mostLiked';

/** `owner/name`, or the name alone of an early model. */
const NAME = /^(?:[A-Za-z0-9][A-Za-z0-9._-]{0,95}\/)?[A-Za-z0-9_][A-Za-z0-9._-]{0,95}$/;

/**
 * Reads a response of `GET {endpoint}/api/arxiv/{id}/repos`. Counts items without a valid name, but does not list them.
 * @returns `undefined` if the response has no lists
 */
export function parseLinkedRepos(answer: unknown): HubOutcome | undefined {
  const record = asRecord(answer);
  if (!record || LINKED_KINDS.every((kind) => !asList(record.get(kind)))) return undefined;
  const read = (kind: LinkedKind): HubOutcome[LinkedKind] => {
    const items = asList(record.get(kind)) ?? [];
    const named = items.map(readItem).filter((item) => item !== undefined);
    return { count: items.length, top: mostLiked(named) };
  };
  return { models: read('models'), datasets: read('datasets'), spaces: read('spaces') };
}

function readItem(item: unknown): LinkedRepo | undefined {
  const record = asRecord(item);
  const id = asText(record?.get('id') ?? record?.get('modelId') ?? item, 200);
  if (id === undefined || !NAME.test(id)) return undefined;
  const likes = asCount(record?.get('likes'));
  return likes === undefined ? { id } : { id, likes };
}
