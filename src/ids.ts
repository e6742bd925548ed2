/** A host test compares them with package.json. */
export const Command = {
  search: 'papers.search',
  pickAnother: 'papers.pickAnother',
  searchHub: 'papers.searchHuggingFace',
  insertCitation: 'papers.insertCitation',
  openPaperAtCursor: 'papers.openPaperAtCursor',
  cloneRepository: 'papers.cloneRepository',
  inspectRepository: 'papers.inspectRepository',
  cloneFullHistory: 'papers.cloneFullHistory',
  cloneLfsFiles: 'papers.cloneLfsFiles',
  checkoutPaperDate: 'papers.checkoutPaperDate',
  copyMcpConfiguration: 'papers.copyMcpConfiguration',
  showLog: 'papers.showLog',
  copyDiagnostics: 'papers.copyDiagnostics',
  openPaper: 'papers.openPaper',
  openArxiv: 'papers.openArxiv',
  openPdf: 'papers.openPdf',
  openText: 'papers.openText',
  showOverview: 'papers.showOverview',
  showFilterOverview: 'papers.showFilterOverview',
  showSavedSearchOverview: 'papers.showSavedSearchOverview',
  openNote: 'papers.openNote',
  fetchTextAgain: 'papers.fetchTextAgain',
  toggleTextImages: 'papers.toggleTextImages',
  keepTexts: 'papers.keepTexts',
  removeTexts: 'papers.removeTexts',
  openHuggingFace: 'papers.openHuggingFace',
  openRepository: 'papers.openRepository',
  copyBibtex: 'papers.copyBibtex',
  copyLink: 'papers.copyLink',
  copyMarkdownLink: 'papers.copyMarkdownLink',
  copyDeepLink: 'papers.copyDeepLink',
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
  lessLikeThis: 'papers.lessLikeThis',
  filterLibrary: 'papers.filterLibrary',
  clearFilter: 'papers.clearFilter',
  cancelFilter: 'papers.cancelFilter',
  showNewPapers: 'papers.showNewPapers',
  openTopicsSetting: 'papers.openTopicsSetting',
  showMore: 'papers.showMore',
  previousDay: 'papers.previousDay',
  nextDay: 'papers.nextDay',
  refresh: 'papers.refresh',
  stopRefresh: 'papers.stopRefresh',
  downloadArchive: 'papers.downloadArchive',
  importDigest: 'papers.importDigest',
  removeImported: 'papers.removeImported',
  addPaper: 'papers.addPaper',
  addPapersFromBib: 'papers.addPapersFromBib',
  removeAdded: 'papers.removeAdded',
  showDamagedFiles: 'papers.showDamagedFiles',
  toggleSaved: 'papers.toggleSaved',
  undoMark: 'papers.undoMark',
  selectNextPaper: 'papers.selectNextPaper',
  toggleRead: 'papers.toggleRead',
  saveToReadingList: 'papers.saveToReadingList',
  markRead: 'papers.markRead',
  markUnread: 'papers.markUnread',
  markSelectedUnread: 'papers.markSelectedUnread',
  removeFromReadingList: 'papers.removeFromReadingList',
  addSavedPapers: 'papers.addSavedPapers',
  exportReadingList: 'papers.exportReadingList',
  exportPapers: 'papers.exportPapers',
  sendToZotero: 'papers.sendToZotero',
  saveSearch: 'papers.saveSearch',
  saveFilter: 'papers.saveFilter',
  followPaper: 'papers.followPaper',
  renameSavedSearch: 'papers.renameSavedSearch',
  editSavedSearch: 'papers.editSavedSearch',
  removeSavedSearch: 'papers.removeSavedSearch',
  moveSavedSearchUp: 'papers.moveSavedSearchUp',
  moveSavedSearchDown: 'papers.moveSavedSearchDown',
  notifyOfSavedSearch: 'papers.notifyOfSavedSearch',
  muteSavedSearch: 'papers.muteSavedSearch',
  openSavedSearch: 'papers.openSavedSearch',
  markSavedSearchSeen: 'papers.markSavedSearchSeen',
  openSavedSearchesSetting: 'papers.openSavedSearchesSetting',
} as const;

export const InternalCommand = {
  /** Runs when a citation completion is accepted. Arguments: document, paper id, citation key. */
  addCitedEntry: '_papers.addCitedEntry',
  /** Argument: the key of a `[[key]]` link in a note. */
  openNoteLink: '_papers.openNoteLink',
} as const;

export const View = {
  container: 'papers',
  library: 'papers.library',
  savedSearches: 'papers.savedSearches',
  readingList: 'papers.readingList',
} as const;

/** Scheme of the read-only documents that show full texts. */
export const TEXT_SCHEME = 'papers-text';

/** Key of the global state with the marks, which Settings Sync copies between machines. */
export const SYNCED_MARKS = 'papers.marks';

export const PANEL_TYPE = 'papers.paper';

export const OVERVIEW_TYPE = 'papers.overview';

export const PageContext = {
  /** The active page was opened from a list with more papers. */
  inList: 'papers.pageInList',
  /** The next paper replaces the active page unless the user keeps it. */
  preview: 'papers.pageIsPreview',
  saved: 'papers.pageIsSaved',
  read: 'papers.pageIsRead',
} as const;

export const SearchContext = {
  /** A search box that picks one or more papers is open. */
  severalPapers: 'papers.pickingSeveral',
  /** A search box that can search Hugging Face is open. */
  hub: 'papers.searchBoxOpen',
} as const;

export const TreeContext = {
  /** `loading`, `ready`, `failed` or `empty`: selects the welcome text of an empty view. */
  state: 'papers.libraryState',
  filtered: 'papers.libraryFiltered',
  byDay: 'papers.libraryByDay',
  forYou: 'papers.libraryForYou',
  filtering: 'papers.filtering',
  topicProblems: 'papers.topicProblems',
} as const;

export const ReadingContext = {
  /** arXiv has saved papers that the library does not have. */
  canAdd: 'papers.canAddSavedPapers',
} as const;

export const FollowContext = {
  problems: 'papers.savedSearchProblems',
} as const;

export const FeedContext = {
  refreshing: 'papers.refreshing',
} as const;

export const CloningContext = {
  /** Completes a step of the walkthrough. */
  cloned: 'papers.hasCloned',
} as const;

export const EditorContext = {
  /** The visible lines of the active editor name a paper. */
  namesPaper: 'papers.editorNamesPaper',
} as const;

export const Setting = {
  cloneParentFolder: 'clone.parentFolder',
  cloneHistory: 'clone.history',
  topics: 'topics',
  savedSearches: 'savedSearches',
  endpoint: 'huggingFace.endpoint',
  network: 'network',
  papersWithCode: 'papersWithCode',
  latexCommand: 'citation.latexCommand',
  notesFolder: 'notes.folder',
} as const;

export const SECTION = 'papers';

/** File in a clone that Git ignores. It activates this extension in the clone's window. */
export const ACTIVATION_MARKER = '.git/daily-papers-opened';

/** For the MCP server. The default young generation (48 MB) is a quarter of its memory. */
export const MCP_NODE_OPTIONS: readonly string[] = ['--max-semi-space-size=1'];
