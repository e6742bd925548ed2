import { asCount, asList, asRecord, asText, type JsonRecord } from '../lang/json';
import { parsePaperUrl } from '../links/arxiv';
import { parseRepository } from '../links/repository';
import { stripControls } from '../text/sanitize';
import { limitedCode, MAX_RESULTS, type CodeOutcome, type RelatedWork } from './outcome';

const MAX_LENGTH = 300;

/**
 * Reads the data of Papers with Code about a paper.
 * @param paper response of `papers/{id}?include_resources=true`
 * @param evaluations response of `evaluations/?paper_id=…`; `undefined` if there is none
 * @returns `undefined` if the response is not about a paper
 */
export function parsePapersWithCode(paper: unknown, evaluations: unknown): CodeOutcome | undefined {
  const record = asRecord(paper);
  if (!record || (record.get('id') === undefined && record.get('arxiv_id') === undefined)) return undefined;
  return limitedCode({
    tasks: namesIn(record.get('tasks')),
    venue: plain(record.get('conference_name')) ?? nameOf(record.get('conference')),
    results: (asList(asRecord(evaluations)?.get('results')) ?? asList(evaluations) ?? [])
      .map((item) => readResult(asRecord(item)))
      .filter((item) => item !== undefined)
      .slice(0, MAX_RESULTS),
    predecessors: papersIn(record.get('predecessor_papers')),
    successors: papersIn(record.get('successor_papers')),
    repositories: repositoriesIn(record.get('repositories')),
  });
}

/** Returns the id with which the evaluations of a paper are requested. */
export function papersWithCodeId(paper: unknown): string | undefined {
  const id = asRecord(paper)?.get('id');
  const text = typeof id === 'number' && Number.isSafeInteger(id) ? String(id) : id;
  return typeof text === 'string' && /^[\w.-]{1,100}$/.test(text) ? text : undefined;
}

function namesIn(value: unknown): readonly string[] {
  const names = (asList(value) ?? []).map(nameOf).filter((name) => name !== undefined);
  return [...new Set(names)];
}

function nameOf(value: unknown): string | undefined {
  return plain(asRecord(value)?.get('name') ?? value);
}

function readResult(item: JsonRecord | undefined): Record<string, unknown> | undefined {
  const benchmark = plain(item?.get('dataset_name')) ?? plain(item?.get('task_name'));
  const metrics = [...(asRecord(item?.get('metrics')) ?? [])];
  const best = plain(item?.get('best_metric'));
  const [metric, value] = metrics.find(([name]) => name === best) ?? metrics[0] ?? [];
  const shown = typeof value === 'number' && Number.isFinite(value) ? String(value) : plain(value);
  if (benchmark === undefined || metric === undefined || shown === undefined) return undefined;
  return { benchmark, metric: plain(metric), value: shown, rank: asCount(item?.get('best_rank')) };
}

function papersIn(value: unknown): readonly RelatedWork[] {
  return (asList(value) ?? []).flatMap((item) => {
    const record = asRecord(item);
    const title = plain(record?.get('title'));
    const given = record?.get('route_identifier') ?? record?.get('arxiv_id') ?? record?.get('reference');
    const id = parsePaperUrl(asText(given, MAX_LENGTH) ?? '');
    if (title === undefined) return [];
    return [id === undefined ? { title } : { title, id }];
  });
}

/** Official ones first. Drops unsupported hosts. */
function repositoriesIn(value: unknown): readonly { readonly url: string; readonly official: boolean }[] {
  const found = (asList(value) ?? []).flatMap((item) => {
    const record = asRecord(item);
    const repository = parseRepository(asText(record?.get('url') ?? item, 2_048) ?? '');
    return repository ? [{ url: repository.url, official: record?.get('is_official') === true }] : [];
  });
  return found.toSorted((a, b) => Number(b.official) - Number(a.official));
}

function plain(value: unknown): string | undefined {
  const text = asText(value, MAX_LENGTH);
  const shown = text && stripControls(text).replace(/\s+/g, ' ').trim();
  return shown === '' ? undefined : shown;
}
