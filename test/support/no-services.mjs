// Points the public services of the extension to an address without a server: a test without a stand-in
// reaches no real service, even on a machine with internet.
const CLOSED = 'http://127.0.0.1:9';

/** @type {Readonly<Record<string, string>>} */
export const NO_SERVICES = {
  HF_ENDPOINT: CLOSED,
  ARXIV_ENDPOINT: CLOSED,
  PAPERS_WITH_CODE_ENDPOINT: CLOSED,
};
