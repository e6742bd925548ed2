import type { FilterClause } from '../../query/parseQuery';

/** Returns whether a filter excludes the papers that it matches. */
export function isNot(clause: FilterClause | undefined): boolean {
  return clause?.kind === 'text' ? clause.presence === 'mustNot' : clause?.not === true;
}

/**
 * Groups alternatives: all years, all categories, each other filter by itself. A paper must match one filter of each
 * group.
 */
export function alternatives(filters: readonly FilterClause[]): FilterClause[][] {
  const groups: FilterClause[][] = [];
  const shared = new Map<string, FilterClause[]>();
  for (const filter of filters) {
    const kind =
      filter.kind === 'date' && filter.word === 'year'
        ? 'year'
        : filter.kind === 'text' && filter.field === 'category'
          ? 'category'
          : undefined;
    const group = kind === undefined || isNot(filter) ? undefined : shared.get(kind);
    if (group !== undefined) group.push(filter);
    else {
      const fresh = [filter];
      groups.push(fresh);
      if (kind !== undefined && !isNot(filter)) shared.set(kind, fresh);
    }
  }
  return groups;
}
