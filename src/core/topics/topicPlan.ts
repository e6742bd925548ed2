import { cachedStem } from '../analysis/stemmer';
import { wordsOf } from '../analysis/tokenizer';
import type { Query, TextClause } from '../query/parseQuery';
import { topicQuery } from './topicQuery';
import type { Topic } from './topic';

export type PatternPlace = 'text' | 'title' | 'abstract';

/** Words to count: all words of a stem, or an exact sequence of words. */
export interface Pattern {
  /** One stem if `isStem`. */
  readonly words: readonly string[];
  readonly isStem: boolean;
  readonly place: PatternPlace;
}

/** Query of several clauses, as pattern numbers. */
export interface Combination {
  readonly may: readonly number[];
  readonly must: readonly number[];
  readonly mustNot: readonly number[];
}

export interface PlannedTerm {
  readonly topic: number;
  readonly weight: number;
  readonly combinations: readonly Combination[];
  readonly notCombinations: readonly Combination[];
  /** Queries that need the whole index, such as `category:cs.CL`. */
  readonly searches: readonly Query[];
  readonly notSearches: readonly Query[];
}

/** Terms of all topics, which share patterns so that each is counted once. */
export interface TopicPlan {
  readonly topicIds: readonly string[];
  /** Topics from the settings. */
  readonly added: ReadonlySet<string>;
  readonly patterns: readonly Pattern[];
  readonly terms: readonly PlannedTerm[];
  /** For each pattern, the terms that count it as a single clause, and those that it excludes. */
  readonly counted: readonly (readonly number[])[];
  readonly vetoed: readonly (readonly number[])[];
}

/** Yields after each topic. */
export function* planTopics(topics: readonly Topic[]): Generator<void, TopicPlan> {
  const planner = new Planner();
  const weighted = topics.filter(({ query }) => query === undefined);
  for (const [place, { terms }] of weighted.entries()) {
    for (const { weight, any, not = [] } of terms) planner.add(place, weight, any, not);
    yield;
  }
  const { patterns, terms, counted, vetoed } = planner;
  const added = weighted.filter((topic) => topic.added === true).map(({ id }) => id);
  return {
    topicIds: weighted.map(({ id }) => id),
    added: new Set(added),
    patterns,
    terms,
    counted,
    vetoed,
  };
}

class Planner {
  readonly patterns: Pattern[] = [];
  readonly terms: PlannedTerm[] = [];
  readonly counted: number[][] = [];
  readonly vetoed: number[][] = [];
  readonly #numbers = new Map<string, number>();

  add(topic: number, weight: number, any: readonly string[], not: readonly string[]): void {
    const term = this.terms.length;
    const [combinations, searches] = this.#read(any, (pattern) => this.counted[pattern]?.push(term));
    const [notCombinations, notSearches] = this.#read(not, (pattern) => this.vetoed[pattern]?.push(term));
    this.terms.push({ topic, weight, combinations, notCombinations, searches, notSearches });
  }

  #read(queries: readonly string[], alone: (pattern: number) => void): [Combination[], Query[]] {
    const combinations: Combination[] = [];
    const searches: Query[] = [];
    for (const typed of queries) {
      const query = topicQuery(typed);
      const clauses = query.clauses.filter(isCountable);
      if (clauses.length < query.clauses.length) searches.push(query);
      else {
        const combination = this.#combine(clauses);
        const [only] = [...combination.may, ...combination.must];
        const isAlone = combination.may.length + combination.must.length === 1;
        if (isAlone && only !== undefined && combination.mustNot.length === 0) alone(only);
        else combinations.push(combination);
      }
    }
    return [combinations, searches];
  }

  #combine(clauses: readonly TextClause[]): Combination {
    const combination = { may: [] as number[], must: [] as number[], mustNot: [] as number[] };
    for (const clause of clauses) combination[clause.presence].push(...this.#patternsOf(clause));
    return combination;
  }

  #patternsOf({ text, exact, field }: TextClause): number[] {
    const place = field === 'title' || field === 'abstract' ? field : 'text';
    const words = wordsOf(text).map((word) => word.text);
    if (exact) return [this.#number({ words, isStem: false, place })];
    const stems = words.map(cachedStem).filter((stem) => stem !== '');
    return stems.map((stem) => this.#number({ words: [stem], isStem: true, place }));
  }

  #number(pattern: Pattern): number {
    const key = `${pattern.place} ${String(pattern.isStem)} ${pattern.words.join(' ')}`;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.patterns.length;
    this.#numbers.set(key, number);
    this.patterns.push(pattern);
    this.counted.push([]);
    this.vetoed.push([]);
    return number;
  }
}

/** Only title and abstract are scanned. Other fields need a search. */
function isCountable(clause: Query['clauses'][number]): clause is TextClause {
  return (
    clause.kind === 'text' &&
    (clause.field === undefined || clause.field === 'title' || clause.field === 'abstract')
  );
}
