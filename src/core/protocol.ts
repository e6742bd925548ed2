/** What a panel needs to come back after a reload; the page keeps it through `setState`. */
export interface PanelState {
  readonly paperId: string;
  /** Words as typed, to be marked in the text; empty when the panel was not opened from a search. */
  readonly query: string;
  /** Ids to step through, in order; empty when the panel was opened by itself. */
  readonly list: readonly string[];
  /** The panel is reused for the next paper until it is kept. */
  readonly preview: boolean;
}

/** Parts of the page that the host renders and replaces one by one, in reading order. */
export const REGIONS = [
  'place',
  'head',
  'abstract',
  'summary',
  'repositories',
  'links',
  'citation',
  'related',
] as const;

export type RegionName = (typeof REGIONS)[number];

/** HTML of one region, escaped where it was built. */
export interface Region {
  readonly name: RegionName;
  readonly html: string;
}

/** Goes to the next or the previous marked word; a button of the page or a key asks for it. */
export interface StepMatch {
  readonly type: 'stepMatch';
  readonly by: 1 | -1;
}

/** What the host tells the page. */
export type HostMessage =
  | {
      readonly type: 'show';
      readonly revision: number;
      readonly state: PanelState;
      readonly regions: readonly Region[];
      /** Another paper than before: start at its top and say this. */
      readonly arrival?: string;
    }
  | { readonly type: 'announce'; readonly text: string }
  | StepMatch
  | { readonly type: 'reveal'; readonly region: RegionName };

const COPIES = ['bibtex', 'link', 'authors', 'repository'] as const;
const PLACES = ['window', 'explorer'] as const;

/** What a copy button copies. */
export type CopyKind = (typeof COPIES)[number];

/** Where a cloned folder is opened: a new window, or shown where it lies. */
export type FolderPlace = (typeof PLACES)[number];

/** A page whose paper the library does not have looks for it. */
export type LookFor = { readonly type: 'search' } | { readonly type: 'refresh' };

/** What the page asks of the host. Each is a request that the host checks against the paper it shows. */
export type PageMessage =
  | { readonly type: 'ready'; readonly revision: number }
  | { readonly type: 'clone'; readonly paperId: string; readonly repository: string }
  | { readonly type: 'copy'; readonly paperId: string; readonly what: CopyKind; readonly repository?: string }
  | {
      readonly type: 'openFolder';
      readonly paperId: string;
      readonly folder: string;
      readonly place: FolderPlace;
    }
  | { readonly type: 'openPaper'; readonly paperId: string; readonly target: string }
  | { readonly type: 'showTopic'; readonly paperId: string; readonly topic: string }
  | { readonly type: 'searchKeyword'; readonly paperId: string; readonly keyword: string }
  | { readonly type: 'step'; readonly by: 1 | -1 }
  | { readonly type: 'keep' }
  | LookFor;

/** Longest text that a message may carry, in UTF-16 code units: no id, address or keyword comes near it. */
const LONGEST_TEXT = 4096;

/** Most ids that a state may carry. */
const LONGEST_LIST = 2000;

/** Reads a message of the page; undefined for everything that is not exactly one. Extra fields are dropped. */
export function readPageMessage(value: unknown): PageMessage | undefined {
  const field = fieldsOf(value);
  if (!field) return undefined;
  const type = field('type');
  if (type === 'keep' || type === 'search' || type === 'refresh') return { type };
  if (type === 'step') {
    const by = field('by');
    return by === 1 || by === -1 ? { type, by } : undefined;
  }
  if (type === 'ready') {
    const revision = field('revision');
    return Number.isSafeInteger(revision) ? { type, revision: revision as number } : undefined;
  }
  const paperId = textOf(field('paperId'));
  return paperId === undefined ? undefined : readPaperMessage(type, paperId, field);
}

/** Reads the state that VS Code kept for a panel; undefined when it is not one of ours. */
export function readPanelState(value: unknown): PanelState | undefined {
  const field = fieldsOf(value);
  const paperId = field && textOf(field('paperId'));
  if (!paperId) return undefined;
  const list = field('list');
  const ids = Array.isArray(list) && list.length <= LONGEST_LIST ? list.map(textOf) : [];
  return {
    paperId,
    query: textOf(field('query')) ?? '',
    list: ids.filter((id) => id !== undefined),
    preview: field('preview') === true,
  };
}

/** Ids of a long list, at most `LONGEST_LIST` of them, those around the paper that is shown. */
export function stepList(list: readonly string[], paperId: string): readonly string[] {
  if (list.length <= LONGEST_LIST) return list;
  const first = Math.max(0, Math.min(list.indexOf(paperId) - LONGEST_LIST / 2, list.length - LONGEST_LIST));
  return list.slice(first, first + LONGEST_LIST);
}

function readPaperMessage(type: unknown, paperId: string, field: Field): PageMessage | undefined {
  switch (type) {
    case 'clone': {
      const repository = textOf(field('repository'));
      return repository === undefined ? undefined : { type, paperId, repository };
    }
    case 'copy': {
      const what = COPIES.find((kind) => kind === field('what'));
      const repository = textOf(field('repository'));
      if (!what || (what === 'repository' && repository === undefined)) return undefined;
      return { type, paperId, what, ...(repository === undefined ? {} : { repository }) };
    }
    case 'openFolder': {
      const folder = textOf(field('folder'));
      const place = PLACES.find((name) => name === field('place'));
      return folder === undefined || !place ? undefined : { type, paperId, folder, place };
    }
    case 'openPaper': {
      const target = textOf(field('target'));
      return target === undefined ? undefined : { type, paperId, target };
    }
    case 'showTopic': {
      const topic = textOf(field('topic'));
      return topic === undefined ? undefined : { type, paperId, topic };
    }
    case 'searchKeyword': {
      const keyword = textOf(field('keyword'));
      return keyword === undefined ? undefined : { type, paperId, keyword };
    }
    default:
      return undefined;
  }
}

type Field = (name: string) => unknown;

/** Own fields only, so that nothing is read from a prototype. */
function fieldsOf(value: unknown): Field | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const own = new Map<string, unknown>(Object.entries(value));
  return (name) => own.get(name);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.length <= LONGEST_TEXT ? value : undefined;
}
