/**
 * Keys of the panel's commands, equal to those in the manifest; a unit test compares them. They work in a
 * paper's page, and users can change them.
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
  openNote: 'alt+w',
  openHuggingFace: 'alt+u',
  openRepository: 'alt+o',
  showRelated: 'alt+m',
  nextPaper: 'alt+down',
  previousPaper: 'alt+up',
  keepPaper: 'alt+k',
  nextMatch: 'f3',
  previousMatch: 'shift+f3',
} as const;
