const CHROME_LINES = new Set([
  'new',
  'get trending papers in your email inbox!',
  'get trending papers in your email inbox once a day!',
  'get trending papers in your email inbox once a day! subscribe',
  'subscribe',
  'trending papers',
  'daily papers',
  'papers',
  'hugging face',
  'byak and the research community',
  'by ak and the research community',
  'daily',
  'weekly',
  'monthly',
  'upvote',
  'search',
  'submit',
  'previous',
  'next',
  'load more',
  'github',
  'arxiv page',
  'company',
  'tos',
  'privacy',
  'about',
  'careers',
  'jobs',
  'website',
  'models',
  'datasets',
  'spaces',
  'pricing',
  'docs',
  'log in',
  'sign up',
  'system theme',
  '© hugging face',
]);

const UPVOTES = /^(?:[▲△⬆👍❤♥+] ?)?\d{1,6}(?:\.\d)?k?$/u;
const LABELLED = /^(?:submitted by\b.{0,60}|(?:upvotes?|github|arxiv|comments?):? \d{1,6}(?:\.\d)?k?)$/i;

/** Matches the page's header and footer, and the votes and submitter of a paper. */
export function isBoilerplate(text: string): boolean {
  return UPVOTES.test(text) || CHROME_LINES.has(text.toLowerCase()) || LABELLED.test(text);
}
