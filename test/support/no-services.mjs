// The public services that the extension asks, at an address where nothing listens: a test that does not start a
// stand-in reaches no real service, also on a machine with internet.
const CLOSED = 'http://127.0.0.1:9';

/** @type {Readonly<Record<string, string>>} */
export const NO_SERVICES = {
  HF_ENDPOINT: CLOSED,
  ARXIV_ENDPOINT: CLOSED,
  PAPERS_WITH_CODE_ENDPOINT: CLOSED,
};
