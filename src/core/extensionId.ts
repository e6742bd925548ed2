/** Publisher and name of the extension, as VS Code and links name it. */
export const EXTENSION_ID = 'daily-papers.daily-papers';
