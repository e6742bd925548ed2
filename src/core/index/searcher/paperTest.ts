import { tagTest, wordsTest } from '../../notes/noteText';
import type { Paper } from '../../paper/paper';
import type { DateClause, FilterClause, FlagClause, TextClause } from '../../query/parseQuery';

/** Facts that the index does not contain. */
export interface PaperFacts {
  readonly isSaved?: (id: string) => boolean;
  readonly isUnread?: (id: string) => boolean;
  /** A refresh added the paper since the user last looked at new papers. */
  readonly isNew?: (id: string) => boolean;
  readonly noteOf?: (id: string) => SearchedNote | undefined;
  /** Papers whose kept text has the words, by id. */
  readonly inTexts?: (clause: TextClause, open: boolean) => ReadonlyMap<string, number>;
}

export interface SearchedNote {
  readonly tags: readonly string[];
  readonly words: string;
}

export type PaperTest = (paper: Paper) => boolean;

function dateTest({ from = '', until = '~' }: DateClause): PaperTest {
  return ({ published }) => published !== '' && published >= from && published < until;
}

/**
 * Returns the test of a filter on metadata; `undefined` for other filters.
 * @param typing the last word of the query may be incomplete
 */
export function paperTest(clause: FilterClause, facts: PaperFacts, typing = false): PaperTest | undefined {
  switch (clause.kind) {
    case 'text':
      return textTest(clause, facts, typing);
    case 'flag':
      return flagTest(clause, facts);
    case 'date':
      return dateTest(clause);
  }
}

/** Returns `undefined` for an indexed field. */
function textTest(
  clause: TextClause,
  { noteOf, inTexts }: PaperFacts,
  typing: boolean,
): PaperTest | undefined {
  const open = typing && clause.open && clause.presence !== 'mustNot';
  if (clause.field === 'category') {
    const wanted = clause.text.trim().toLowerCase();
    return ({ category }) => inCategory(category, wanted);
  }
  if (clause.field === 'text') {
    const found = inTexts?.(clause, open);
    return ({ id }) => found?.has(id) ?? false;
  }
  if (clause.field === 'tag') {
    const hasTag = tagTest(clause.text, open);
    return ({ id }) => hasTag(noteOf?.(id)?.tags ?? []);
  }
  if (clause.field === 'note') {
    const matches = wordsTest(clause.text, clause.exact, open);
    return ({ id }) => matches(noteOf?.(id)?.words ?? '');
  }
  return undefined;
}

function flagTest(clause: FlagClause, facts: PaperFacts): PaperTest {
  switch (clause.flag) {
    case 'has:code':
      return ({ repositories }) => repositories.length > 0;
    case 'has:note':
      return ({ id }) => facts.noteOf?.(id) !== undefined;
    case 'is:saved':
      return ({ id }) => facts.isSaved?.(id) ?? false;
    case 'is:unread':
      return ({ id }) => facts.isUnread?.(id) ?? true;
    case 'is:new':
      return ({ id }) => facts.isNew?.(id) ?? false;
  }
}

/** `cs` matches every category of computer science. */
function inCategory(category: string | undefined, wanted: string): boolean {
  const own = category?.toLowerCase();
  return own === wanted || own?.startsWith(`${wanted}.`) === true;
}
