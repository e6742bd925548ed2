/**
 * Words with which people ask for papers, in any long query: "I am interested in articles that describe …". They name no
 * subject there, and left in they draw papers about papers.
 */
export const REQUEST_WORDS: ReadonlySet<string> = new Set([
  'article',
  'articles',
  'paper',
  'papers',
  'literature',
  'interested',
  'interest',
  'find',
  'discussion',
  'discussions',
  'discuss',
  'discussed',
  'dealing',
  'deal',
  'describe',
  'describing',
  'description',
  'descriptions',
]);
