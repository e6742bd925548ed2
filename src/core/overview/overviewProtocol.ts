import * as v from 'valibot';
import { ownFields } from '../lang/ownFields';
import { MAX_QUERY_LENGTH } from '../query/parseQuery';
import { UNITS } from './period';

const query = v.pipe(v.string(), v.maxLength(MAX_QUERY_LENGTH));
const unit = v.picklist(UNITS);

const key = v.pipe(v.string(), v.maxLength(100));

const overviewState = v.object({
  query: v.fallback(query, ''),
  unit: v.fallback(unit, 'month'),
});

/** Restores an overview after a reload. The page saves it with `setState`. */
export type OverviewState = Readonly<v.InferOutput<typeof overviewState>>;

/** An invalid state yields the whole library. */
export function parseOverviewState(value: unknown): OverviewState {
  return v.parse(overviewState, ownFields(value) ?? {});
}

const OVERVIEW_FORMATS = ['svg', 'csv'] as const;
export type OverviewFormat = (typeof OVERVIEW_FORMATS)[number];

const overviewMessage = v.variant('type', [
  v.object({ type: v.literal('ready'), revision: v.pipe(v.number(), v.safeInteger()) }),
  v.object({ type: v.literal('setQuery'), query }),
  v.object({ type: v.literal('setUnit'), unit }),
  /** See `cellQuery`. */
  v.object({ type: v.literal('showPapers'), period: key, part: key }),
  v.object({ type: v.literal('export'), format: v.picklist(OVERVIEW_FORMATS) }),
  v.object({ type: v.literal('refresh') }),
]);

export type OverviewMessage = Readonly<v.InferOutput<typeof overviewMessage>>;

/** Returns `undefined` for an invalid message. Drops extra fields. */
export function parseOverviewMessage(value: unknown): OverviewMessage | undefined {
  const result = v.safeParse(overviewMessage, ownFields(value));
  return result.success ? result.output : undefined;
}

const OVERVIEW_REGIONS = ['counts', 'charts', 'table'] as const;

const hostMessage = v.variant('type', [
  v.object({
    type: v.literal('show'),
    revision: v.pipe(v.number(), v.safeInteger()),
    state: v.object({ query, unit }),
    regions: v.array(v.object({ name: v.picklist(OVERVIEW_REGIONS), html: v.string() })),
    /** For screen readers; absent if the user did not cause the change. */
    announcement: v.optional(v.string()),
  }),
  v.object({ type: v.literal('announce'), text: v.string() }),
]);

export type OverviewHostMessage = v.InferOutput<typeof hostMessage>;

export type OverviewRegion = Extract<OverviewHostMessage, { type: 'show' }>['regions'][number];

/** Returns `undefined` for an invalid message. */
export function parseOverviewHostMessage(value: unknown): OverviewHostMessage | undefined {
  const result = v.safeParse(hostMessage, ownFields(value));
  return result.success ? result.output : undefined;
}
