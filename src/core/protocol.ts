import * as v from 'valibot';
import { ownFields } from './lang/ownFields';

/** State that restores a panel after a reload. The page saves it with `setState`. */
export interface PanelState {
  readonly paperId: string;
  /** Words to highlight, as typed; empty without a search. */
  readonly query: string;
  /** Paper ids for next and previous, in order; may be empty. */
  readonly list: readonly string[];
  /** The panel also shows the next opened paper, until the user keeps it open. */
  readonly preview: boolean;
}

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
  'outcome',
] as const;

export type RegionName = (typeof REGIONS)[number];

export interface Region {
  readonly name: RegionName;
  readonly html: string;
}

export interface MatchStep {
  readonly type: 'stepMatch';
  readonly by: 1 | -1;
}

export type HostMessage =
  | {
      readonly type: 'show';
      readonly revision: number;
      readonly state: PanelState;
      readonly regions: readonly Region[];
      /** JSON for the page's context menu; see `menuContext`. */
      readonly context: string;
      /** Text to announce for a new paper. The page then scrolls to its top. */
      readonly arrival?: string;
    }
  | { readonly type: 'announce'; readonly text: string }
  | MatchStep
  | { readonly type: 'reveal'; readonly region: RegionName };

/** In UTF-16 code units. Ids, URLs and keywords are far shorter. */
const MAX_TEXT_LENGTH = 4096;

const MAX_LIST_LENGTH = 2000;

const text = v.pipe(v.string(), v.maxLength(MAX_TEXT_LENGTH));
const openLocation = v.picklist(['window', 'explorer']);

const aboutPaper = <T extends string, E extends v.ObjectEntries>(type: T, entries: E) =>
  v.object({ type: v.literal(type), paperId: text, ...entries });

const missingPaperRequests = [
  v.object({ type: v.literal('search') }),
  v.object({ type: v.literal('refresh') }),
] as const;

const pageMessage = v.variant('type', [
  v.object({ type: v.literal('ready'), revision: v.pipe(v.number(), v.safeInteger()) }),
  aboutPaper('clone', { repository: text }),
  aboutPaper('cloneLinked', { repository: text }),
  aboutPaper('inspect', { repository: text }),
  aboutPaper('copy', { what: v.picklist(['bibtex', 'link', 'authors']) }),
  aboutPaper('copy', { what: v.literal('repository'), repository: text }),
  aboutPaper('openFolder', { folder: text, place: openLocation }),
  aboutPaper('toggle', { mark: v.picklist(['saved', 'read']) }),
  aboutPaper('addPaper', {}),
  aboutPaper('openText', {}),
  aboutPaper('openNote', {}),
  aboutPaper('searchAuthor', { author: text }),
  aboutPaper('follow', {}),
  aboutPaper('openPaper', { target: text }),
  aboutPaper('showTopic', { topic: text }),
  aboutPaper('searchKeyword', { keyword: text }),
  v.object({ type: v.literal('step'), by: v.picklist([1, -1]) }),
  v.object({ type: v.literal('keep') }),
  ...missingPaperRequests,
]);

/** The host checks each message against the paper that it shows. */
export type PageMessage = Readonly<v.InferOutput<typeof pageMessage>>;

export type MissingPaperRequest = Readonly<v.InferOutput<(typeof missingPaperRequests)[number]>>;

/** `explorer`: the Explorer or the file manager. */
export type OpenLocation = v.InferOutput<typeof openLocation>;

/** Returns `undefined` for an invalid message. Drops extra fields. */
export function parsePageMessage(value: unknown): PageMessage | undefined {
  const result = v.safeParse(pageMessage, ownFields(value));
  return result.success ? result.output : undefined;
}

const textList = v.pipe(
  v.array(v.unknown()),
  v.maxLength(MAX_LIST_LENGTH),
  v.transform((items) => items.filter((item) => v.is(text, item))),
);

const panelState = v.object({
  paperId: v.pipe(text, v.nonEmpty()),
  query: v.fallback(text, ''),
  list: v.fallback(textList, []),
  preview: v.fallback(v.boolean(), false),
});

/** Parses the state that VS Code saved for a panel; `undefined` if it is invalid. */
export function parsePanelState(value: unknown): PanelState | undefined {
  const result = v.safeParse(panelState, ownFields(value));
  return result.success ? result.output : undefined;
}

/** Returns at most `MAX_LIST_LENGTH` ids, around the shown paper. */
export function listStep(list: readonly string[], paperId: string): readonly string[] {
  if (list.length <= MAX_LIST_LENGTH) return list;
  const first = Math.max(
    0,
    Math.min(list.indexOf(paperId) - MAX_LIST_LENGTH / 2, list.length - MAX_LIST_LENGTH),
  );
  return list.slice(first, first + MAX_LIST_LENGTH);
}
