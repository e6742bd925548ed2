import type { Paper } from '../core/paper';
import type { FeedQuery } from './feedClient';
import type { FeedFailure } from './feedPage';
import type { UpdateOptions } from './update';

/** The papers on all pages of an answer, and why it ended early, if it did. Cancelling throws the signal's reason. */
export async function collect(
  query: FeedQuery,
  patience: number,
  { client, signal }: UpdateOptions,
): Promise<{ readonly papers: readonly Paper[]; readonly failure?: FeedFailure }> {
  const papers: Paper[] = [];
  for await (const page of client.pages(query, signal, patience)) {
    if (!page.ok) return { papers, failure: page.failure };
    papers.push(...page.papers);
  }
  return { papers };
}
