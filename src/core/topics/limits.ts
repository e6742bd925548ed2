/** Maximum entries of `papers.topics`. Every update searches the library for each query. */
export const MAX_TOPICS = 100;
export const MAX_TOPIC_QUERIES = 1000;
export const MAX_TOPIC_QUERY_LENGTH = 500;
