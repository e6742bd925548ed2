import * as vscode from 'vscode';
import type { BibEntry } from '../../core/citation/bibFile';
import { begunKeyQuery, begunKeysFirst, citableKeys, type CitableKey } from '../../core/citation/citableKeys';
import {
  citationSyntax,
  completedKey,
  typedKey,
  type CitationSyntax,
  type CursorText,
} from '../../core/citation/citationContext';
import type { SearchHit } from '../../core/index/searchHit';
import { parseQuery, type Query } from '../../core/query/parseQuery';
import type { Paper } from '../../core/paper/paper';
import { stripControls } from '../../core/text/sanitize';
import { InternalCommand } from '../../ids';
import type { StateOf } from '../../papers/paperStates';
import { paperTooltip } from '../../papers/paperTooltip';
import type { EditorLibrary } from '../paperLookup';
import { entriesInAll } from './parsedBibFiles';
import { addEntry } from './addEntry';
import { documentBibliographies, findBibliography, type ChosenBibliographies } from './findBibliography';
import { citationAround, replacedRange, textAround } from './textAround';

/** Maximum number of papers for one key. Each keystroke requests a new list. */
const MAX_OFFERED = 30;
const MAX_AUTHORS = 2;

export interface CitableLibrary extends EditorLibrary {
  search(
    query: Query,
    options: { readonly limit: number; readonly signal: AbortSignal },
  ): Promise<readonly SearchHit[]>;
}

interface TypedPlace {
  readonly syntax: CitationSyntax;
  readonly cursor: CursorText;
  readonly range: vscode.Range;
  readonly typed: string;
  readonly index: number;
}

/**
 * Offers papers inside `\cite{`, `[@` and Typst's `@`: keys that begin with the typed text, the reading list, the
 * library. Searches titles and authors too, so a word of the title finds the key.
 */
export class CitationCompletion implements vscode.CompletionItemProvider {
  readonly #library: CitableLibrary;
  readonly #chosen: ChosenBibliographies;
  readonly #stateOf: StateOf;

  constructor(library: CitableLibrary, chosen: ChosenBibliographies, stateOf: StateOf) {
    this.#library = library;
    this.#chosen = chosen;
    this.#stateOf = stateOf;
  }

  /** A command, because a completion edits only its own document. */
  async addCitedEntry(document: unknown, id: unknown, key: unknown): Promise<void> {
    if (typeof document !== 'string' || typeof id !== 'string' || typeof key !== 'string') return;
    const open = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === document);
    const paper = this.#library.paper(id);
    if (!open || !paper) return;
    const syntax = citationSyntax(open.languageId);
    // Before the question, during which the user may move the cursor.
    const inserted = insertedKeys(open, key);
    const bibliography = await findBibliography(open, syntax, this.#chosen);
    if (bibliography?.kind !== 'file') return;
    await addEntry(paper, bibliography, key, (edit, used) => {
      for (const range of inserted) {
        if (open.getText(range) !== key) continue;
        const { text, ...replaced } = completedKey(syntax, textAround(open, range), used, key);
        edit.replace(open.uri, replacedRange(range, replaced), text);
      }
    });
  }

  async provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.CompletionList | undefined> {
    const syntax = citationSyntax(document.languageId);
    const { before, after } = citationAround(document, { start: position, end: position }, syntax);
    const typed = typedKey(syntax, before);
    if (!typed) return undefined;
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    const papers = await this.#papersFor(typed.word, abort.signal);
    if (token.isCancellationRequested || papers.length === 0) return undefined;
    const entries = await this.#entriesFor(document, syntax);
    const range = new vscode.Range(position.translate(0, -typed.word.length), position);
    const citable = begunKeysFirst(citableKeys(papers, entries), typed.word);
    const cursor = { before: before.slice(0, before.length - typed.word.length), after };
    const items = citable.map((one, index) =>
      this.#item(document, one, { syntax, cursor, range, typed: typed.word, index }),
    );
    return new vscode.CompletionList(items, true);
  }

  async #entriesFor(document: vscode.TextDocument, syntax: CitationSyntax): Promise<readonly BibEntry[]> {
    const { all } = await documentBibliographies(document, syntax, this.#chosen);
    // If a bibliography cannot be opened, adding an entry reports it.
    return entriesInAll(all);
  }

  /** Returns matches for a key first, then saved papers, then others; none if cancelled. */
  async #papersFor(word: string, signal: AbortSignal): Promise<readonly Paper[]> {
    const query = word.replace(/[":+]/g, ' ').trim();
    const key = begunKeyQuery(query);
    const papers = new Map<string, Paper>();
    try {
      for (const text of [...(key === undefined ? [] : [key]), `is:saved ${query}`, query]) {
        const hits = await this.#library.search(parseQuery(text), { limit: MAX_OFFERED, signal });
        for (const { paper } of hits) papers.set(paper.id, paper);
      }
      return [...papers.values()].slice(0, MAX_OFFERED);
    } catch (error) {
      if (signal.aborted) return [];
      throw error;
    }
  }

  #item(
    document: vscode.TextDocument,
    { paper, key, known }: CitableKey,
    { syntax, cursor, range, typed, index }: TypedPlace,
  ): vscode.CompletionItem {
    const item = new vscode.CompletionItem(
      { label: key, description: stripControls(paper.title) },
      vscode.CompletionItemKind.Reference,
    );
    item.detail = authorsOf(paper);
    item.documentation = paperTooltip(paper, this.#library.topics(), this.#stateOf(paper));
    const { text, ...replaced } = completedKey(syntax, cursor, key, typed);
    item.insertText = text;
    item.range = replacedRange(range, replaced);
    // The search has ranked the results, so VS Code must not filter or sort them.
    item.filterText = cursor.before.slice(cursor.before.length - replaced.replacedBefore) + typed;
    item.sortText = String(index).padStart(3, '0');
    if (!known)
      item.command = {
        command: InternalCommand.addCitedEntry,
        title: vscode.l10n.t('Add Entry to Bibliography'),
        arguments: [document.uri.toString(), paper.id, key],
      };
    return item;
  }
}

/** Returns where a completion has just inserted a key: before each cursor. */
function insertedKeys(document: vscode.TextDocument, key: string): readonly vscode.Range[] {
  return vscode.window.visibleTextEditors
    .filter((editor) => editor.document === document)
    .flatMap(({ selections }) =>
      selections
        .filter(({ active }) => active.character >= key.length)
        .map(({ active }) => new vscode.Range(active.translate(0, -key.length), active)),
    )
    .filter((range) => document.getText(range) === key);
}

function authorsOf({ authors, published }: Paper): string {
  const named = authors.slice(0, MAX_AUTHORS).join(', ');
  const rest = authors.length > MAX_AUTHORS ? ' …' : '';
  return [named === '' ? '' : `${named}${rest}`, published.slice(0, 4)]
    .filter((part) => part !== '')
    .join(' · ');
}
