export const EXTENSION_ID = 'daily-papers.daily-papers';
