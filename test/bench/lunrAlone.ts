import lunr from 'lunr';
import type { Paper } from '../../src/core/paper/paper';

/** Papers that one builder holds at a time. Its objects take about 26 MB for each 1,000. */
const CHUNK_PAPERS = 125;
const MAX_PAPERS = 10_000;

/**
 * Returns the processor time in ms that Lunr takes to collect a paper: its builder with its own pipeline, without
 * `build()`. The extension's time divided by this one does not depend on the machine.
 */
export function lunrAlone(papers: readonly Paper[]): number {
  const sample = papers.slice(0, MAX_PAPERS);
  const start = process.cpuUsage();
  for (let at = 0; at < sample.length; at += CHUNK_PAPERS) collect(sample.slice(at, at + CHUNK_PAPERS));
  return processorTimeSince(start) / sample.length;
}

/** Returns the processor time of all threads in ms, garbage collection included. */
export function processorTimeSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

function collect(papers: readonly Paper[]): void {
  const builder = new lunr.Builder();
  builder.pipeline.add(lunr.trimmer, lunr.stopWordFilter, lunr.stemmer);
  builder.ref('id');
  for (const field of ['title', 'abstract']) builder.field(field);
  for (const paper of papers) builder.add(paper);
}
