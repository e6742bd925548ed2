import type { Facts } from '../core/index/filter';
import { PaperIndex } from '../core/index/paperIndex';
import type { Segment } from '../core/index/segment';
import { SegmentBuilder } from '../core/index/segmentBuilder';
import { joinShard, type Shard } from '../core/index/shard';
import type { Paper } from '../core/paper';
import type { Query } from '../core/query';
import type { RelatedPaper, SearchHit, SearchOptions } from '../core/search';
import { sliced } from './sliced';

/** Papers of one segment that the host builds itself; its last step is not sliced. */
const PAPERS_A_SEGMENT = 100;

/** Keeps the index of the library up to date, without blocking the host. Every question is answered from one consistent index. */
export class SearchIndex {
  #index = new PaperIndex([]);
  #segments: readonly Segment[] = [];
  #latest: Promise<void> = Promise.resolve();

  /** Makes the index hold exactly these papers. Updates run one after the other; resolves when this one answers. */
  update(papers: readonly Paper[]): Promise<void> {
    this.#latest = this.#latest.then(() => this.#update(papers));
    return this.#latest;
  }

  /** What is answered from now on; a value that never changes, to be asked as often as one likes. */
  get current(): PaperIndex {
    return this.#index;
  }

  /** Papers that a query finds, best first. */
  search(query: Query, options?: SearchOptions & Facts): readonly SearchHit[] {
    return this.#index.search(query, options);
  }

  /** Papers that share a paper's weightiest words. */
  related(id: string, limit: number): readonly RelatedPaper[] {
    return this.#index.related(id, limit);
  }

  async #update(papers: readonly Paper[]): Promise<void> {
    const missing = new Map(papers.map((paper) => [paper.id, paper]));
    const shards: Shard[] = [];
    for (const segment of this.#segments) {
      const shard = await sliced(joinShard(segment, missing));
      if (shard.papers.some((paper) => paper !== undefined)) shards.push(shard);
    }
    while (missing.size > 0) {
      const segment = await sliced(build([...missing.values()].slice(0, PAPERS_A_SEGMENT)));
      shards.push(await sliced(joinShard(segment, missing)));
    }
    this.#segments = shards.map((shard) => shard.segment);
    this.#index = new PaperIndex(shards);
  }
}

function* build(papers: readonly Paper[]): Generator<void, Segment> {
  const builder = new SegmentBuilder();
  for (const paper of papers) {
    builder.add(paper);
    yield;
  }
  return builder.build();
}
