/** State that restores a panel after a reload. The page saves it with `setState`. */
export interface PanelState {
  readonly paperId: string;
  /** Query words to highlight, as typed; empty if the panel was not opened from a search. */
  readonly query: string;
  /** Paper ids for next and previous, in order; empty if the panel was opened without a list. */
  readonly list: readonly string[];
  /** The panel is reused for the next paper until the user keeps it open. */
  readonly preview: boolean;
}

/** Parts of the page that the host renders and replaces separately, in reading order. */
export const REGIONS = [
  'place',
  'head',
  'note',
  'abstract',
  'summary',
  'repositories',
  'links',
  'citation',
  'related',
] as const;

export type RegionName = (typeof REGIONS)[number];

/** HTML of one region, already escaped. */
export interface Region {
  readonly name: RegionName;
  readonly html: string;
}

/** Moves to the next or previous highlighted word, from a button on the page or a key. */
export interface MatchStep {
  readonly type: 'stepMatch';
  readonly by: 1 | -1;
}

/** Message from the host to the page. */
export type HostMessage =
  | {
      readonly type: 'show';
      readonly revision: number;
      readonly state: PanelState;
      readonly regions: readonly Region[];
      /** JSON for the page's context menu; see `menuContext`. */
      readonly context: string;
      /** Set for a new paper: text to announce. The page scrolls to its top. */
      readonly arrival?: string;
    }
  | { readonly type: 'announce'; readonly text: string }
  | MatchStep
  | { readonly type: 'reveal'; readonly region: RegionName };

const COPY_KINDS = ['bibtex', 'link', 'authors', 'repository'] as const;
const MARKS = ['saved', 'read'] as const;
const OPEN_LOCATIONS = ['window', 'explorer'] as const;

export type CopyKind = (typeof COPY_KINDS)[number];

/** Where to open a cloned folder: in a new window, or in the Explorer or file manager. */
export type OpenLocation = (typeof OPEN_LOCATIONS)[number];

/** Looks for a paper that is not in the library. */
export type MissingPaperRequest = { readonly type: 'search' } | { readonly type: 'refresh' };

/** Message from the page to the host. The host checks each one against the paper that it shows. */
export type PageMessage =
  | { readonly type: 'ready'; readonly revision: number }
  | { readonly type: 'clone'; readonly paperId: string; readonly repository: string }
  | { readonly type: 'inspect'; readonly paperId: string; readonly repository: string }
  | { readonly type: 'copy'; readonly paperId: string; readonly what: CopyKind; readonly repository?: string }
  | {
      readonly type: 'openFolder';
      readonly paperId: string;
      readonly folder: string;
      readonly place: OpenLocation;
    }
  | { readonly type: 'toggle'; readonly paperId: string; readonly mark: (typeof MARKS)[number] }
  | { readonly type: 'openText'; readonly paperId: string }
  | { readonly type: 'openNote'; readonly paperId: string }
  | { readonly type: 'searchAuthor'; readonly paperId: string; readonly author: string }
  | { readonly type: 'follow'; readonly paperId: string }
  | { readonly type: 'openPaper'; readonly paperId: string; readonly target: string }
  | { readonly type: 'showTopic'; readonly paperId: string; readonly topic: string }
  | { readonly type: 'searchKeyword'; readonly paperId: string; readonly keyword: string }
  | { readonly type: 'step'; readonly by: 1 | -1 }
  | { readonly type: 'keep' }
  | MissingPaperRequest;

/** Maximum length of a text in a message, in UTF-16 code units. Ids, URLs and keywords are far shorter. */
const MAX_TEXT_LENGTH = 4096;

/** Maximum number of ids in a state. */
const MAX_LIST_LENGTH = 2000;

/** Parses a message from the page; `undefined` if it is invalid. Drops extra fields. */
export function parsePageMessage(value: unknown): PageMessage | undefined {
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

/** Parses the state that VS Code saved for a panel; `undefined` if it is invalid. */
export function parsePanelState(value: unknown): PanelState | undefined {
  const field = fieldsOf(value);
  const paperId = field && textOf(field('paperId'));
  if (!paperId) return undefined;
  const list = field('list');
  const ids = Array.isArray(list) && list.length <= MAX_LIST_LENGTH ? list.map(textOf) : [];
  return {
    paperId,
    query: textOf(field('query')) ?? '',
    list: ids.filter((id) => id !== undefined),
    preview: field('preview') === true,
  };
}

/** Returns at most `MAX_LIST_LENGTH` ids of a long list, those around the shown paper. */
export function listStep(list: readonly string[], paperId: string): readonly string[] {
  if (list.length <= MAX_LIST_LENGTH) return list;
  const first = Math.max(
    0,
    Math.min(list.indexOf(paperId) - MAX_LIST_LENGTH / 2, list.length - MAX_LIST_LENGTH),
  );
  return list.slice(first, first + MAX_LIST_LENGTH);
}

function readPaperMessage(type: unknown, paperId: string, field: FieldReader): PageMessage | undefined {
  switch (type) {
    case 'clone':
    case 'inspect': {
      const repository = textOf(field('repository'));
      return repository === undefined ? undefined : { type, paperId, repository };
    }
    case 'copy': {
      const what = COPY_KINDS.find((kind) => kind === field('what'));
      const repository = textOf(field('repository'));
      if (!what || (what === 'repository' && repository === undefined)) return undefined;
      return { type, paperId, what, ...(repository === undefined ? {} : { repository }) };
    }
    case 'openFolder': {
      const folder = textOf(field('folder'));
      const place = OPEN_LOCATIONS.find((name) => name === field('place'));
      return folder === undefined || !place ? undefined : { type, paperId, folder, place };
    }
    case 'toggle': {
      const mark = MARKS.find((name) => name === field('mark'));
      return mark && { type, paperId, mark };
    }
    case 'openText':
    case 'openNote':
      return { type, paperId };
    case 'searchAuthor': {
      const author = textOf(field('author'));
      return author === undefined ? undefined : { type, paperId, author };
    }
    case 'follow':
      return { type, paperId };
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

type FieldReader = (name: string) => unknown;

/** Own fields only, so that nothing is read from a prototype. */
function fieldsOf(value: unknown): FieldReader | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const own = new Map<string, unknown>(Object.entries(value));
  return (name) => own.get(name);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.length <= MAX_TEXT_LENGTH ? value : undefined;
}
