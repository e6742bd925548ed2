import { MAX_NAME_LENGTH, searchKey } from './savedSearch';

/** Returns the author's name or the topic's label if the query consists of one of these, else the query. */
export function suggestedName(
  query: string,
  topics: readonly { readonly id: string; readonly label: string }[],
): string {
  const text = searchKey(query);
  const author = /^author:"([^"]+)"$/.exec(text)?.[1] ?? /^author:(\S+)$/.exec(text)?.[1];
  const topic = /^topic:(\S+)$/.exec(text)?.[1];
  const name = author ?? topics.find(({ id }) => id === topic)?.label ?? text;
  return name.length > MAX_NAME_LENGTH ? `${name.slice(0, MAX_NAME_LENGTH - 1)}…` : name;
}
