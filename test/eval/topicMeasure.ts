/** Acceptable topic ids of each labelled paper, by paper id. */
export type Labels = ReadonlyMap<string, readonly string[]>;

/** Agreement of topics with labels; counts of papers. */
export interface TopicMeasures {
  readonly papers: number;
  readonly primary: number;
  readonly any: number;
  readonly other: number;
  /** Number of assigned topics in all papers. */
  readonly given: number;
  /** Wanted topic → assigned primary topic → papers. An acceptable topic counts as the wanted one. */
  readonly confusion: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** Papers whose primary topic is not acceptable. */
  readonly misses: readonly { readonly id: string; readonly given: readonly string[] }[];
}

/**
 * Reads labels from `{id: [topic ids]}`. Throws on anything else: a wrong file must not count as no misses.
 */
export function readLabels(json: unknown): Labels {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw new TypeError('not {id: [ids]}');
  const labels = new Map<string, readonly string[]>();
  for (const [id, ids] of Object.entries(json) as [string, unknown][]) {
    if (!Array.isArray(ids) || ids.length === 0 || !ids.every((item) => typeof item === 'string'))
      throw new TypeError(`labels of ${id} are no list of topic ids`);
    labels.set(id, ids);
  }
  return labels;
}

/** Returns every other paper in file order: one half for tuning weights, the other for reporting. */
export function halfOf(labels: Labels, half: 'tuned' | 'held'): Labels {
  const rest = half === 'tuned' ? 0 : 1;
  return new Map([...labels].filter((_, place) => place % 2 === rest));
}

/** Measures the labelled papers with topics. */
export function measureTopics(
  labels: Labels,
  given: ReadonlyMap<string, readonly string[]>,
  other = 'other',
): TopicMeasures {
  const confusion = new Map<string, Map<string, number>>();
  const misses: { id: string; given: readonly string[] }[] = [];
  const counts = { papers: 0, primary: 0, any: 0, other: 0, given: 0 };
  for (const [id, acceptable] of labels) {
    const topics = given.get(id);
    const primary = topics?.[0];
    if (topics === undefined || primary === undefined) continue;
    const isFine = acceptable.includes(primary);
    counts.papers++;
    counts.given += topics.length;
    if (isFine) counts.primary++;
    else misses.push({ id, given: topics });
    if (topics.some((topic) => acceptable.includes(topic))) counts.any++;
    if (primary === other) counts.other++;
    const wanted = isFine ? primary : (acceptable[0] ?? other);
    const row = confusion.get(wanted) ?? new Map<string, number>();
    row.set(primary, (row.get(primary) ?? 0) + 1);
    confusion.set(wanted, row);
  }
  return { ...counts, confusion, misses };
}

/** Returns a line for each wanted topic: number of papers, correct ones, and the topics of the others. */
export function confusionTable({ confusion }: TopicMeasures): string[] {
  return [...confusion]
    .map(([wanted, row]) => {
      const all = [...row.values()].reduce((sum, count) => sum + count, 0);
      const wrong = [...row].filter(([topic]) => topic !== wanted).sort((a, b) => b[1] - a[1]);
      const given = wrong.map(([topic, count]) => `${topic} ${count}`).join(', ');
      return { wanted, all, right: row.get(wanted) ?? 0, given };
    })
    .sort((a, b) => b.all - a.all || (a.wanted < b.wanted ? -1 : 1))
    .map(({ wanted, all, right, given }) =>
      `${wanted.padEnd(24)}${String(all).padStart(5)}${String(right).padStart(7)}   ${given}`.trimEnd(),
    );
}
