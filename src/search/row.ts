import type { QuickPickItem } from 'vscode';
import { inertLabel } from '../core/inert';
import type { Paper } from '../core/paper';

/** What a row needs to know besides the paper itself. */
export interface RowFacts {
  /** Label of a topic, by its id. */
  readonly topicLabel: (id: string) => string;
  /** The sentence that shows why the paper matched, or the abstract's first. */
  readonly sentence: string;
  /** Words that name a code mark to everybody, such as "code". */
  readonly codeWord: string;
}

/** The parts of a quick pick's row for one paper; everything that a paper's text brings is made inert. */
export function paperRow(
  paper: Paper,
  facts: RowFacts,
): Required<Pick<QuickPickItem, 'label' | 'description' | 'detail'>> {
  const parts = [paper.published, paper.topics.map(facts.topicLabel).join(', ')]
    .filter((part) => part !== '')
    .map(inertLabel);
  if (paper.repositories.length > 0) parts.push(`$(code) ${inertLabel(facts.codeWord)}`);
  return {
    label: inertLabel(paper.title),
    description: parts.join(' · '),
    detail: inertLabel(facts.sentence),
  };
}

/**
 * Which row is active after the list changed, or undefined for the first one: a row that the user had moved to stays
 * active as long as it is still listed; whoever did not move sees the best answer.
 */
export function keptSelection(
  before: readonly string[],
  active: string | undefined,
  after: readonly string[],
): string | undefined {
  if (active === undefined || active === before[0]) return undefined;
  return after.includes(active) ? active : undefined;
}
