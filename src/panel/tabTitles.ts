import type { Memento } from 'vscode';
import { tabTitle } from '../core/paper/shortTitle';
import { LruMap } from '../core/lang/lruMap';
import type { Paper } from '../core/paper/paper';

const STORAGE_KEY = 'papers.tabTitles';

const MAX_TABS = 200;

export interface TabPaper {
  readonly paperId: string;
  readonly title: string;
}

/** Short titles of tabs. A title identifies its paper: a tab that was never rendered has no other state. */
export class TabTitles {
  readonly #memory: Memento;
  readonly #papers: LruMap<string, TabPaper>;

  constructor(memory: Memento) {
    this.#memory = memory;
    this.#papers = new LruMap(MAX_TABS, readEntries(memory.get<unknown>(STORAGE_KEY)));
  }

  /**
   * Returns and stores a tab's title: short, or full if another tab has the short one.
   * @param current title of the tab, which is kept if it fits the paper
   * @param others titles of the other tabs
   */
  titleFor(paper: Paper, current: string, others: ReadonlySet<string>): string {
    const short = tabTitle(paper.title);
    const keep = current === short || current === paper.title;
    const title = keep ? current : others.has(short) ? paper.title : short;
    this.#remember(title, { paperId: paper.id, title: paper.title });
    return title;
  }

  paperOf(title: string): TabPaper | undefined {
    return this.#papers.get(title);
  }

  #remember(title: string, paper: TabPaper): void {
    const known = this.#papers.get(title);
    if (known?.paperId === paper.paperId && known.title === paper.title) return;
    this.#papers.set(title, paper);
    const entries = this.#papers.entries().map(([tab, { paperId, title: whole }]) => [tab, paperId, whole]);
    void this.#memory.update(STORAGE_KEY, entries);
  }
}

/** Ignores invalid entries, such as those of another version. */
function readEntries(stored: unknown): [string, TabPaper][] {
  const entries: readonly unknown[] = Array.isArray(stored) ? stored : [];
  return entries.flatMap((entry): [string, TabPaper][] => {
    const [tab, paperId, title] = Array.isArray(entry) ? (entry as readonly unknown[]) : [];
    if (typeof tab !== 'string' || typeof paperId !== 'string' || typeof title !== 'string') return [];
    return [[tab, { paperId, title }]];
  });
}

/** Returns the only paper with a full or short title; `undefined` if there are several. */
export function paperWithTabTitle(papers: readonly Paper[], title: string): Paper | undefined {
  const whole = papers.find((paper) => paper.title === title);
  if (whole) return whole;
  const named = papers.filter((paper) => tabTitle(paper.title) === title);
  return named.length === 1 ? named[0] : undefined;
}
