/**
 * Keys of the panel's commands as the manifest binds them; a unit test holds the two together. They act while a paper's
 * page is the active editor, and can be changed like every other key.
 */
export const KEYS = {
  cloneActivePaper: 'alt+c',
  copyBibtex: 'alt+b',
  toggleSaved: 'alt+s',
  toggleRead: 'alt+d',
  copyLink: 'alt+l',
  followPaper: 'alt+f',
  copyAuthors: 'alt+n',
  copyRepositoryAddress: 'alt+r',
  searchTopic: 'alt+t',
  openProjectPage: 'alt+j',
  openArxiv: 'alt+a',
  openPdf: 'alt+p',
  openText: 'alt+x',
  openHuggingFace: 'alt+u',
  openRepository: 'alt+o',
  showRelated: 'alt+m',
  nextPaper: 'alt+down',
  previousPaper: 'alt+up',
  keepPaper: 'alt+k',
  nextMatch: 'f3',
  previousMatch: 'shift+f3',
} as const;
