/** Command ids; a host test holds them against package.json. */
export const Command = {
  search: 'papers.search',
  insertCitation: 'papers.insertCitation',
  openPaperAtCursor: 'papers.openPaperAtCursor',
  cloneRepository: 'papers.cloneRepository',
  cloneFullHistory: 'papers.cloneFullHistory',
  cloneLfsFiles: 'papers.cloneLfsFiles',
  checkoutPaperDate: 'papers.checkoutPaperDate',
  showLog: 'papers.showLog',
  copyDiagnostics: 'papers.copyDiagnostics',
  openPaper: 'papers.openPaper',
  openArxiv: 'papers.openArxiv',
  openPdf: 'papers.openPdf',
  openHuggingFace: 'papers.openHuggingFace',
  openRepository: 'papers.openRepository',
  copyBibtex: 'papers.copyBibtex',
  copyLink: 'papers.copyLink',
  copyAuthors: 'papers.copyAuthors',
  copyRepositoryAddress: 'papers.copyRepositoryAddress',
  searchTopic: 'papers.searchTopic',
  openProjectPage: 'papers.openProjectPage',
  showRelated: 'papers.showRelated',
  nextPaper: 'papers.nextPaper',
  previousPaper: 'papers.previousPaper',
  keepPaper: 'papers.keepPaper',
  nextMatch: 'papers.nextMatch',
  previousMatch: 'papers.previousMatch',
  cloneActivePaper: 'papers.cloneActivePaper',
  groupBy: 'papers.groupBy',
  sortBy: 'papers.sortBy',
  filterLibrary: 'papers.filterLibrary',
  clearFilter: 'papers.clearFilter',
  cancelFilter: 'papers.cancelFilter',
  showMore: 'papers.showMore',
  previousDay: 'papers.previousDay',
  nextDay: 'papers.nextDay',
  refresh: 'papers.refresh',
  stopRefresh: 'papers.stopRefresh',
  downloadArchive: 'papers.downloadArchive',
  importDigest: 'papers.importDigest',
  removeImported: 'papers.removeImported',
  showDamagedFiles: 'papers.showDamagedFiles',
  toggleSaved: 'papers.toggleSaved',
  toggleRead: 'papers.toggleRead',
  exportReadingList: 'papers.exportReadingList',
} as const;

/** Commands that only this extension runs; they are not in the manifest. */
export const InternalCommand = {
  /** Accepted completion of a citation: document, paper id, key. */
  addCitedEntry: '_papers.addCitedEntry',
} as const;

/** View ids. */
export const View = {
  container: 'papers',
  library: 'papers.library',
  readingList: 'papers.readingList',
} as const;

/** Webview panel type of a paper's page. */
export const PANEL_TYPE = 'papers.paper';

/** Context keys that the manifest's `when` clauses read. */
export const PageContext = {
  /** The active page was opened from a list that has further papers. */
  inList: 'papers.pageInList',
  /** The active page is reused for the next paper until it is kept. */
  preview: 'papers.pageIsPreview',
} as const;

/** Context keys of the library view. */
export const TreeContext = {
  /** The box in which the filter is typed is open. */
  filtering: 'papers.filtering',
} as const;

/** Context keys of what brings papers. */
export const FeedContext = {
  /** The feed is being asked by command. */
  refreshing: 'papers.refreshing',
} as const;

/** Context keys of text editors. */
export const EditorContext = {
  /** The cursor of the active editor is on a text that names a paper. */
  namesPaper: 'papers.cursorNamesPaper',
} as const;

/** Settings, without the `papers` section's prefix. */
export const Setting = {
  cloneParentFolder: 'clone.parentFolder',
  cloneHistory: 'clone.history',
  topics: 'topics',
  endpoint: 'huggingFace.endpoint',
  network: 'network',
  latexCommand: 'citation.latexCommand',
} as const;

/** Section of every setting. */
export const SECTION = 'papers';

/**
 * A file in a clone's folder that has VS Code start this extension in the window that opens the clone: one of the
 * manifest's activation events asks for it. Git takes no notice of it.
 */
export const WAKE_FILE = '.git/daily-papers-opened';
