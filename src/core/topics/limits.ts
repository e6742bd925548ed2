/** Maximum number of entries of `papers.topics`. Each query costs a search of the library at every update. */
export const MAX_TOPICS = 100;
/** Maximum number of queries in all entries of `papers.topics` together. */
export const MAX_TOPIC_QUERIES = 1000;
/** Maximum length of a query of a topic, in UTF-16 code units. */
export const MAX_TOPIC_QUERY_LENGTH = 500;
