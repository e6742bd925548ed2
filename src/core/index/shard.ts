import type { Paper } from '../paper';
import type { Postings, Segment } from './segment';
import { fingerprintOf } from './tokens';

/** A segment joined with the papers it indexes. A paper that is gone, or that another segment holds, is dead. */
export interface Shard {
  readonly segment: Segment;
  /** Paper of each number; undefined where the number is dead. */
  readonly papers: readonly (Paper | undefined)[];
  /** 1 for each number that is dead; undefined when none is. */
  readonly dead: Uint8Array | undefined;
  /** Numbers of the papers in each topic. */
  readonly topics: ReadonlyMap<string, readonly number[]>;
}

/** How many living papers hold a word. */
export function liveCount(shard: Shard, postings: Postings, word: number): number {
  const start = postings.starts[word] ?? 0;
  const end = postings.starts[word + 1] ?? 0;
  const { dead } = shard;
  if (dead === undefined) return end - start;
  let count = 0;
  for (let i = start; i < end; i++) if (dead[postings.docs[i] ?? 0] === 0) count++;
  return count;
}

/** How many papers are joined between two chances to pause. */
const SLICE = 256;

/**
 * Joins a segment with the papers that are still as it indexed them, and takes those out of `missing`. A generator,
 * so that a host can do other work between two steps.
 */
export function* joinShard(segment: Segment, missing: Map<string, Paper>): Generator<void, Shard> {
  const papers: (Paper | undefined)[] = [];
  const topics = new Map<string, number[]>();
  const count = segment.fingerprints.length;
  let dead: Uint8Array | undefined;
  for (let doc = 0; doc < count; doc++) {
    if (doc % SLICE === SLICE - 1) yield;
    const id = segment.ids.text(doc);
    const paper = missing.get(id);
    if (paper === undefined || fingerprintOf(paper) !== segment.fingerprints[doc]) {
      dead ??= new Uint8Array(count);
      dead[doc] = 1;
      papers.push(undefined);
      continue;
    }
    missing.delete(id);
    papers.push(paper);
    for (const topic of paper.topics) {
      const group = topics.get(topic);
      if (group === undefined) topics.set(topic, [doc]);
      else group.push(doc);
    }
  }
  return { segment, papers, dead, topics };
}
