import { withinOneEdit } from './similarTopics';

const MAX_SHOWN_LENGTH = 80;

export interface UnknownField {
  readonly kind: 'unknownField';
  readonly detail: string;
  readonly instead?: string;
}

/** Returns the fields of an entry that are not among the existing ones. */
export function unknownFields(fields: Iterable<string>, existing: readonly string[]): UnknownField[] {
  return [...fields]
    .filter((field) => !existing.includes(field))
    .map((field) => {
      const instead = existing.find((name) => withinOneEdit(field.toLowerCase(), name));
      return {
        kind: 'unknownField',
        detail: field.slice(0, MAX_SHOWN_LENGTH),
        ...(instead !== undefined && { instead }),
      };
    });
}
