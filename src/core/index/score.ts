import type { Corpus } from './corpus';
import type { Plan, Term } from './plan';
import type { Tally } from './tally';

/** Weight of a word exactly as typed beside that of its stem. */
const SURFACE = 0.2;
/** Weight of a name among authors or repositories. */
const NAME = 0.7;

/** Scores every paper that matches any term of a plan. */
export function scorePlan(corpus: Corpus, plan: Plan, into: Tally): void {
  for (const term of plan.terms) {
    const slot = corpus.borrow();
    scoreTerm(corpus, term, slot);
    for (const doc of slot.touched) into.add(doc, term.weight * (slot.values[doc] ?? 0), term.bits);
    corpus.giveBack(slot);
  }
}

function scoreTerm(corpus: Corpus, term: Term, into: Tally): void {
  const { word, stem, field } = term;
  if (field === undefined || field === 'title' || field === 'abstract') {
    if (stem !== '') corpus.addStem(stem, into, 1, 1);
    corpus.addWord(word, into, SURFACE, 1);
    for (const { word: other, factor } of term.instead) corpus.addWord(other, into, factor, 1, true);
  }
  if (field === undefined || field === 'author') corpus.addName(word, 'authors', into, NAME, 1);
  if (field === undefined || field === 'repo') corpus.addName(word, 'repositories', into, NAME, 1);
}
