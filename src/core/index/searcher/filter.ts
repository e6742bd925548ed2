import type { Paper } from '../../paper/paper';
import type { Field, FilterClause, TextClause } from '../../query/parseQuery';
import { repositoryPath } from '../../links/repository';
import { comparesWordOrder } from '../../query/queryNeeds';
import { withoutUmlautE } from './plan/compounds';
import { completionsOf } from './plan/completions';
import type { IndexReader } from '../read/indexReader';
import { adjacencyTest } from './adjacentWords';
import { eachAuthorMatch } from './authorQuery';
import { alternatives, isNot } from './combineFilters';
import { paperTest, type PaperFacts } from './paperTest';
import {
  ABSTRACT,
  AUTHORS,
  REPOSITORIES,
  TEXT,
  TITLE,
  eachPhraseMatch,
  hasField,
  type FieldSet,
} from './phraseQuery';
import { cachedStem } from '../../analysis/stemmer';
import { compoundsOf, topicName, wordsOf } from '../../analysis/tokenizer';

const MAX_COMPLETIONS = 500;

/**
 * Finds the papers that pass the filters. Yields after each filter.
 * @param only by document id, 1 for the papers that may pass
 * @returns by document id, 1 for the papers that pass; `only` if the query has no filter
 */
export function* filteringDocs(
  index: IndexReader,
  filters: readonly FilterClause[],
  facts: PaperFacts,
  typing: boolean,
  only?: Uint8Array,
): Generator<void, Uint8Array | undefined> {
  if (filters.length === 0) return only;
  const passes = only?.slice() ?? new Uint8Array(index.maxDoc).fill(1);
  // Filters that compare the word order run last, on what the others let pass.
  const groups = alternatives(filters).sort(
    ([a], [b]) =>
      Number(a !== undefined && comparesWordOrder(a)) - Number(b !== undefined && comparesWordOrder(b)),
  );
  for (const group of groups) {
    const matched = new Uint8Array(index.maxDoc);
    for (const clause of group) {
      collect(index, clause, facts, typing, passes, matched);
      yield;
    }
    const wanted = isNot(group[0]) ? 0 : 1;
    for (let doc = 0; doc < passes.length; doc++) if (matched[doc] !== wanted) passes[doc] = 0;
  }
  return passes;
}

/** Marks the matching papers, at least those in `passes`. */
function collect(
  index: IndexReader,
  clause: FilterClause,
  facts: PaperFacts,
  typing: boolean,
  passes: Uint8Array,
  matched: Uint8Array,
): void {
  const test = paperTest(clause, facts, typing);
  if (test !== undefined) collectPapers(index, matched, test);
  else if (clause.kind === 'text') collectText(index, clause, typing, passes, matched);
}

function collectTopic(index: IndexReader, clause: TextClause, open: boolean, matched: Uint8Array): void {
  const wanted = topicName(clause.text);
  for (const [topic, docs] of index.topics) {
    const name = topicName(topic);
    if (open ? name.startsWith(wanted) : name === wanted) for (const doc of docs) matched[doc] = 1;
  }
}

function collectText(
  index: IndexReader,
  clause: TextClause,
  typing: boolean,
  passes: Uint8Array,
  matched: Uint8Array,
): void {
  const open = typing && clause.open && clause.presence !== 'mustNot';
  // Of an address, only owner and name are indexed.
  const path = clause.field === 'repo' ? repositoryPath(clause.text) : clause.text;
  if (path !== clause.text) {
    collectText(index, { ...clause, text: path }, typing, passes, matched);
    return;
  }
  if (clause.field === 'topic') {
    collectTopic(index, clause, typing && clause.open, matched);
    return;
  }
  if (clause.field === 'author' && wordsOf(clause.text).length > 1) {
    eachAuthorMatch(index, clause.text, open, passes, (doc) => {
      matched[doc] = 1;
    });
    return;
  }
  for (const place of PLACES.get(clause.field) ?? EVERYWHERE) {
    if (clause.exact)
      eachPhraseMatch(
        index,
        clause.text,
        place,
        open,
        (doc) => {
          matched[doc] = 1;
        },
        passes,
      );
    else collectWords(index, clause.text, place, open, passes, matched);
  }
}

function collectPapers(index: IndexReader, matched: Uint8Array, test: (paper: Paper) => boolean): void {
  for (const { papers, base } of index.segments) {
    for (let doc = 0; doc < papers.length; doc++) {
      const paper = papers[doc];
      if (paper !== undefined && test(paper)) matched[base + doc] = 1;
    }
  }
}

const EVERYWHERE = [TEXT, AUTHORS, REPOSITORIES];
const PLACES = new Map<Field | undefined, readonly FieldSet[]>([
  ['title', [TITLE]],
  ['abstract', [ABSTRACT]],
  ['author', [AUTHORS]],
  ['repo', [REPOSITORIES]],
]);

/**
 * Marks papers that contain every word in any form, or the words joined to one. The parts of a hyphenated word must be
 * adjacent: `vision-language` is not in a paper about language and vision.
 */
function collectWords(
  index: IndexReader,
  text: string,
  place: FieldSet,
  open: boolean,
  passes: Uint8Array,
  matched: Uint8Array,
): void {
  const words = wordsOf(text);
  const forms = words.map((word, i) =>
    formsOf(index, word.text, place, open && i === words.length - 1 && word.end === text.length),
  );
  const found = new Uint8Array(index.maxDoc);
  forms.forEach((ofWord, i) => {
    const holds = new Uint8Array(index.maxDoc);
    collectForms(index, ofWord, place, holds);
    for (let doc = 0; doc < found.length; doc++) if (holds[doc] === 1 && found[doc] === i) found[doc] = i + 1;
  });
  const starts = words.flatMap(({ hyphenated }, i) => (hyphenated ? [] : [i]));
  const compounds = starts
    .map((from, i) => forms.slice(from, starts[i + 1]))
    .filter((parts) => parts.length > 1);
  for (const reader of index.segments) {
    const tests = compounds.map((parts) => adjacencyTest(reader, parts, place));
    for (let doc = 0; doc < reader.papers.length; doc++) {
      const at = reader.base + doc;
      if (found[at] !== words.length || (tests.length > 0 && passes[at] === 0)) continue;
      if (tests.every((test) => test(doc))) matched[at] = 1;
    }
  }
  for (const joined of compoundsOf(words.map((word) => word.text)).slice(0, 1))
    collectForms(index, formsOf(index, joined, place, open), place, matched);
}

function formsOf(index: IndexReader, word: string, place: FieldSet, open: boolean): ReadonlySet<string> {
  const forms = new Set(place.field === 'authors' ? [word, withoutUmlautE(word)] : [word]);
  const stem = place.field === 'text' ? cachedStem(word) : '';
  if (stem !== '') for (const form of index.formsOfStem(stem)) forms.add(form);
  if (open)
    for (const completion of completionsOf(index, word, MAX_COMPLETIONS, place.field))
      forms.add(completion.word);
  return forms;
}

function collectForms(
  index: IndexReader,
  forms: ReadonlySet<string>,
  place: FieldSet,
  matched: Uint8Array,
): void {
  for (const form of forms)
    index.eachPosting(form, place.field, (doc, counts) => {
      if (hasField(place, counts)) matched[doc] = 1;
    });
}
