import type { Paper } from '../paper';
import type { Segment } from './segment';
import { withPapers, type Shard } from './shard';
import { fingerprintOf, glanceOf } from './tokens';

/** Segments joined with a library. */
export interface Joining {
  readonly shards: readonly Shard[];
  /** Papers that no segment holds as they are now, each id once. */
  readonly missing: readonly Paper[];
}

/** Whether a paper that a shard does not hold yet is as the segment indexed it. */
export type Recognising = (segment: Segment, doc: number, paper: Paper) => boolean;

/** Reads the whole paper. */
export const wholly: Recognising = ({ fingerprints }, doc, paper) =>
  fingerprintOf(paper) === fingerprints[doc];

/** Reads an eighth of it, as a start with 50,000 papers can afford; to be followed by reading the whole. */
export const atAGlance: Recognising = ({ glances }, doc, paper) => glanceOf(paper) === glances[doc];

/** How many papers are looked at between two chances to pause. */
const SLICE = 256;
/** Numbers that are passed over in search of a paper: as many as a few days' papers that went. */
const LOOK_AHEAD = 64;

/**
 * Joins shards with the papers of a library, so that each holds those that are still as it indexed them. Mostly the
 * papers are those of the last time in the same order: one that is the same object costs a comparison, one with the
 * same texts no reading of them; only papers that are new to a shard are read. A generator, so that a host can do other
 * work between two steps.
 */
export function* joinShards(
  shards: readonly Shard[],
  papers: readonly Paper[],
  recognises: Recognising = wholly,
): Generator<void, Joining> {
  const slots = new Slots(shards, recognises);
  const rest = new Map<string, Paper>();
  let looked = 0;
  let at = slots.first;
  for (const paper of papers) {
    if (++looked % SLICE === 0) yield;
    const found = slots.find(at, paper.id);
    if (found !== undefined) at = slots.after(found);
    if (found === undefined || !slots.take(found, paper)) rest.set(paper.id, paper);
  }
  if (rest.size > 0) yield* slots.fill(rest);
  const joined: Shard[] = [];
  for (const [i, shard] of shards.entries()) {
    joined.push(withPapers(shard, slots.taken[i] ?? []));
    yield;
  }
  return { shards: joined, missing: [...rest.values()] };
}

/** A number of a shard. */
interface Place {
  readonly shard: number;
  readonly doc: number;
}

/** The numbers of all shards, one after the other, and the papers they get. */
class Slots {
  readonly taken: (Paper | undefined)[][];
  readonly first: Place = { shard: 0, doc: 0 };
  readonly #shards: readonly Shard[];
  readonly #recognises: Recognising;

  constructor(shards: readonly Shard[], recognises: Recognising) {
    this.#shards = shards;
    this.#recognises = recognises;
    this.taken = shards.map(({ papers }) => new Array<undefined>(papers.length).fill(undefined));
  }

  after({ shard, doc }: Place): Place {
    return { shard, doc: doc + 1 };
  }

  /** The place of an id among the next ones. */
  find(from: Place, id: string): Place | undefined {
    let { shard, doc } = from;
    for (let passed = 0; passed <= LOOK_AHEAD; passed++, doc++) {
      while (doc >= (this.#shards[shard]?.papers.length ?? Infinity)) {
        shard++;
        doc = 0;
      }
      const own = this.#shards[shard];
      if (own === undefined) return undefined;
      if (own.papers[doc]?.id === id || own.segment.ids.is(doc, id)) return { shard, doc };
    }
    return undefined;
  }

  /** Puts a paper where it was indexed, if its text is still the same. */
  take({ shard, doc }: Place, paper: Paper): boolean {
    const own = this.#shards[shard];
    const taken = this.taken[shard];
    if (own === undefined || taken === undefined || taken[doc] !== undefined) return false;
    const before = own.papers[doc];
    const fits =
      before === undefined
        ? this.#recognises(own.segment, doc, paper)
        : before === paper || sameText(before, paper);
    if (fits) taken[doc] = paper;
    return fits;
  }

  /** Finds places for papers that are in another order, and takes those that have one out of `rest`. */
  *fill(rest: Map<string, Paper>): Generator<void, void> {
    for (const [shard, { segment, papers }] of this.#shards.entries()) {
      for (let doc = 0; doc < papers.length; doc++) {
        if (doc % SLICE === SLICE - 1) yield;
        const id = this.taken[shard]?.[doc]?.id ?? papers[doc]?.id ?? segment.ids.text(doc);
        const paper = rest.get(id);
        if (paper === undefined) continue;
        // A library that names a paper twice has it once.
        if (this.taken[shard]?.[doc] !== undefined || this.take({ shard, doc }, paper)) rest.delete(id);
      }
    }
  }
}

/** Whether two papers are indexed alike; equal strings are mostly one and the same, which takes no reading. */
function sameText(a: Paper, b: Paper): boolean {
  return (
    a.title === b.title &&
    a.abstract === b.abstract &&
    (a.authors === b.authors ||
      (a.authors.length === b.authors.length && a.authors.every((author, i) => author === b.authors[i]))) &&
    (a.repositories === b.repositories ||
      (a.repositories.length === b.repositories.length &&
        a.repositories.every(
          ({ owner, name }, i) => owner === b.repositories[i]?.owner && name === b.repositories[i].name,
        )))
  );
}
