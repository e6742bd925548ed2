import type { Translator } from '../core/lang/translator';
import { describeQuery, type QueryPiece } from '../core/query/describeQuery';
import type { Query } from '../core/query/parseQuery';

/**
 * Describes a query, such as "Papers about tokenization, with code, since 2024". Returns '' for a query of free words
 * only, which the box already shows.
 */
export function describeInWords(query: Query, topicLabel: (id: string) => string, l10n: Translator): string {
  const pieces = describeQuery(query);
  if (pieces.every(({ kind }) => kind === 'words')) return '';
  const parts = pieces.map((piece) => describePiece(piece, topicLabel, l10n));
  const about = pieces[0]?.kind === 'words' ? parts.shift() : undefined;
  // Without words, the first part follows "Papers" directly: "Papers by Vaswani, with code".
  const start = l10n.t('Papers {0}', about ?? parts.shift() ?? '');
  return [start, ...parts].join(l10n.t(', '));
}

function describePiece(piece: QueryPiece, topicLabel: (id: string) => string, l10n: Translator): string {
  switch (piece.kind) {
    case 'words':
      return l10n.t('about {0}', piece.words.join(' '));
    case 'phrase':
      return l10n.t('with “{0}”', piece.text);
    case 'must':
      return l10n.t('with {0}', piece.text);
    case 'mustNot':
      return l10n.t('without {0}', piece.text);
    case 'field':
      return describeField(piece, topicLabel, l10n);
    case 'flag':
      return describeFlag(piece, l10n);
    case 'date':
      return describeDate(piece, l10n);
    case 'sort':
      return piece.sort === 'date' ? l10n.t('newest first') : l10n.t('most upvoted first');
  }
}

function describeField(
  { field, text, not }: Extract<QueryPiece, { kind: 'field' }>,
  topicLabel: (id: string) => string,
  l10n: Translator,
): string {
  switch (field) {
    case 'title':
      return not ? l10n.t('without {0} in the title', text) : l10n.t('with {0} in the title', text);
    case 'abstract':
      return not ? l10n.t('without {0} in the abstract', text) : l10n.t('with {0} in the abstract', text);
    case 'author':
      return not ? l10n.t('not by {0}', text) : l10n.t('by {0}', text);
    case 'topic':
      return not ? l10n.t('not on {0}', topicLabel(text)) : l10n.t('on {0}', topicLabel(text));
    case 'repo':
      return not ? l10n.t('without a repository {0}', text) : l10n.t('with a repository {0}', text);
    case 'category':
      return not ? l10n.t('not in {0}', text) : l10n.t('in {0}', text);
    case 'tag':
      return not ? l10n.t('not tagged {0}', text) : l10n.t('tagged {0}', text);
    case 'note':
      return not ? l10n.t('without {0} in the note', text) : l10n.t('with {0} in the note', text);
    case 'text':
      return not ? l10n.t('without {0} in the kept text', text) : l10n.t('with {0} in the kept text', text);
  }
}

function describeFlag({ flag, not }: Extract<QueryPiece, { kind: 'flag' }>, l10n: Translator): string {
  switch (flag) {
    case 'has:code':
      return not ? l10n.t('without code') : l10n.t('with code');
    case 'has:note':
      return not ? l10n.t('without a note') : l10n.t('with a note');
    case 'is:saved':
      return not ? l10n.t('not saved') : l10n.t('saved');
    case 'is:unread':
      return not ? l10n.t('already read') : l10n.t('not read yet');
    case 'is:new':
      return not ? l10n.t('not new') : l10n.t('new since you last looked');
  }
}

function describeDate({ word, value, not }: Extract<QueryPiece, { kind: 'date' }>, l10n: Translator): string {
  switch (word) {
    case 'year':
      return not ? l10n.t('not from {0}', value) : l10n.t('from {0}', value);
    case 'after':
      return not ? l10n.t('before {0}', value) : l10n.t('since {0}', value);
    case 'before':
      return not ? l10n.t('since {0}', value) : l10n.t('before {0}', value);
  }
}
