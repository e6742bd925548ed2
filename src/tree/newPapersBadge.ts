import * as vscode from 'vscode';
import { shortDay } from '../core/text/formatDate';
import { daysBetween, feedDay } from '../core/feed/feedCalendar';
import { Disposable } from '../dispose';
import type { Event } from '../emitter';

/** Freshness of the library, and a method that marks new papers as seen. */
export interface NewPapersSource {
  /** The newest day of the library, and the papers that are new since the user last looked. */
  readonly freshness: { readonly newestDay?: string; readonly unseen: ReadonlySet<string> };
  readonly onDidChangeFreshness: Event<void>;
  /** Marks all new papers as seen. */
  markSeen(): Promise<void>;
}

/** How long the view must be in sight until its new papers count as looked at, in ms. */
const SEEN_AFTER_MS = 3_000;

/** When this window was looked at, and what time it was; tests have their own. */
export interface BadgeEffects {
  readonly onDidChangeWindowState: vscode.Event<unknown>;
  /** Wall clock in ms. */
  readonly now: () => number;
}

const VSCODE_EFFECTS: BadgeEffects = {
  onDidChangeWindowState: vscode.window.onDidChangeWindowState,
  now: Date.now,
};

/** Shows the library's age on the view, and a badge that counts papers new since the user last looked. */
export class NewPapersBadge extends Disposable {
  readonly #view: vscode.TreeView<unknown>;
  readonly #news: NewPapersSource;
  readonly #now: () => number;
  readonly #changed = this._register(new vscode.EventEmitter<void>());
  #seenTimer: NodeJS.Timeout | undefined;
  /** Rows marked as new. They stay marked until newer papers arrive: seeing the view is not reading them. */
  #marked: ReadonlySet<string> = new Set();

  /** Which rows are marked as new changed. */
  readonly onDidChange = this.#changed.event;

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
    // Update the age, since the day may have changed.
    this._register(view.onDidChangeVisibility(() => this.#show()));
    this._register(onDidChangeWindowState(() => this.#show()));
    this._register({ dispose: () => clearTimeout(this.#seenTimer) });
    // The library may have been read before this was loaded.
    this.#show();
  }

  /** Whether a paper came with the last ones. */
  isNew(paperId: string): boolean {
    return this.#marked.has(paperId);
  }

  #show(): void {
    if (this.disposed) return;
    const { newestDay, unseen } = this.#news.freshness;
    this.#view.description = newestDay === undefined ? '' : ageText(newestDay, this.#now());
    const tooltip =
      unseen.size === 1 ? vscode.l10n.t('1 new paper') : vscode.l10n.t('{0} new papers', unseen.size);
    this.#view.badge = unseen.size === 0 ? undefined : { value: unseen.size, tooltip };
    if (unseen.size > 0 && unseen !== this.#marked) {
      this.#marked = unseen;
      this.#changed.fire();
    }
    this.#scheduleMarkSeen();
  }

  /** Marks new papers as seen after the view was visible for a while in an active window. */
  #scheduleMarkSeen(): void {
    clearTimeout(this.#seenTimer);
    if (!this.#view.visible || !vscode.window.state.focused || this.#news.freshness.unseen.size === 0) return;
    this.#seenTimer = setTimeout(() => void this.#news.markSeen(), SEEN_AFTER_MS);
  }
}

/** The newest day and how long ago that is by the feed's own clock. */
function ageText(newestDay: string, now: number): string {
  const day = shortDay(newestDay, vscode.env.language);
  const age = daysBetween(newestDay, feedDay(now));
  // A day ahead of the clock says nothing about age, only about the clock.
  if (age < 0) return day;
  if (age === 0) return vscode.l10n.t('{0} · today', day);
  return age === 1 ? vscode.l10n.t('{0} · yesterday', day) : vscode.l10n.t('{0} · {1} days ago', day, age);
}
