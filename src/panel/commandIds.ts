import { Command } from '../ids';

/** Act on the argument's paper, else the active page's. */
export const paperCommands = [
  Command.openArxiv,
  Command.openPdf,
  Command.openHuggingFace,
  Command.openProjectPage,
  Command.openRepository,
  Command.copyBibtex,
  Command.copyLink,
  Command.copyMarkdownLink,
  Command.copyDeepLink,
  Command.copyAuthors,
  Command.copyRepositoryAddress,
  Command.searchTopic,
  Command.showRelated,
  Command.cloneActivePaper,
] as const;

export type PaperCommand = (typeof paperCommands)[number];

export const pageCommands = [
  Command.nextPaper,
  Command.previousPaper,
  Command.keepPaper,
  Command.nextMatch,
  Command.previousMatch,
] as const;

export type PageCommand = (typeof pageCommands)[number];
