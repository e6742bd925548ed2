import * as vscode from 'vscode';
import { Disposable } from '../dispose';
import type { Event } from '../emitter';
import { ageText, isOld } from './libraryAge';
import { countMessage } from '../messageLocale';

export interface NewPapersSource {
  /** `unseen`: papers that are new since the user last looked. */
  readonly freshness: { readonly newestDay?: string; readonly unseen: ReadonlySet<string> };
  readonly onDidChangeFreshness: Event<void>;
  markSeen(): Promise<void>;
}

/** Time in ms for which the view must be visible until its new papers count as seen. */
const SEEN_AFTER_MS = 3_000;

/** Replaceable in tests. */
export interface BadgeEffects {
  readonly onDidChangeWindowState: vscode.Event<unknown>;
  readonly now: () => number;
}

const VSCODE_EFFECTS: BadgeEffects = {
  onDidChangeWindowState: vscode.window.onDidChangeWindowState,
  now: Date.now,
};

/** The badge with the number of new papers. Provides these papers and the library's age. */
export class NewPapersBadge extends Disposable {
  readonly #view: vscode.TreeView<unknown>;
  readonly #news: NewPapersSource;
  readonly #now: () => number;
  readonly #changed = this._register(new vscode.EventEmitter<void>());
  readonly #ageChanged = this._register(new vscode.EventEmitter<void>());
  #seenTimer: NodeJS.Timeout | undefined;
  /** Stay marked until newer papers arrive, because seeing the view is not reading them. */
  #marked: ReadonlySet<string> = new Set();

  readonly onDidChange = this.#changed.event;
  readonly onDidChangeAge = this.#ageChanged.event;

  constructor(
    view: vscode.TreeView<unknown>,
    news: NewPapersSource,
    { onDidChangeWindowState, now }: BadgeEffects = VSCODE_EFFECTS,
  ) {
    super();
    this.#view = view;
    this.#news = news;
    this.#now = now;
    this._register(news.onDidChangeFreshness(() => this.#show()));
    // The day, and so the age, may have changed.
    this._register(view.onDidChangeVisibility(() => this.#show()));
    this._register(onDidChangeWindowState(() => this.#show()));
    this._register({ dispose: () => clearTimeout(this.#seenTimer) });
    // The library may have been read before this was loaded.
    this.#show();
  }

  get newPapers(): ReadonlySet<string> {
    return this.#marked;
  }

  get age(): string {
    const { newestDay } = this.#news.freshness;
    return newestDay === undefined ? '' : ageText(newestDay, this.#now());
  }

  get isOld(): boolean {
    const { newestDay } = this.#news.freshness;
    return newestDay !== undefined && isOld(newestDay, this.#now());
  }

  #show(): void {
    if (this.disposed) return;
    const { unseen } = this.#news.freshness;
    this.#ageChanged.fire();
    const tooltip = countMessage(unseen.size, { one: '{0} new paper', other: '{0} new papers' });
    this.#view.badge = unseen.size === 0 ? undefined : { value: unseen.size, tooltip };
    if (unseen.size > 0 && unseen !== this.#marked) {
      this.#marked = unseen;
      this.#changed.fire();
    }
    this.#scheduleMarkSeen();
  }

  /** Marks new papers as seen after `SEEN_AFTER_MS` in a visible view of a focused window. */
  #scheduleMarkSeen(): void {
    clearTimeout(this.#seenTimer);
    if (!this.#view.visible || !vscode.window.state.focused || this.#news.freshness.unseen.size === 0) return;
    this.#seenTimer = setTimeout(() => void this.#news.markSeen(), SEEN_AFTER_MS);
  }
}
