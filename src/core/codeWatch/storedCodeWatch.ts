import { asCount, asDay, asList, asRecord, asText } from '../lang/json';
import { MAX_ARRIVED, MAX_EMPTY, MAX_WAITING, type CodeWatch } from './codeWatch';

const MAX_ID_LENGTH = 300;
const MAX_KEY_LENGTH = 500;

/** Drops invalid values. */
export function readCodeWatch(value: unknown): CodeWatch {
  const record = asRecord(value);
  const waiting = (asList(record?.get('waiting')) ?? []).flatMap((entry) => {
    const fields = asRecord(entry);
    const [id, at] = [asText(fields?.get('id'), MAX_ID_LENGTH), asCount(fields?.get('at'))];
    return id === undefined || at === undefined ? [] : [[id, at] as const];
  });
  const empty = [...(asRecord(record?.get('empty')) ?? [])].flatMap(([key, at]) => {
    const time = asCount(at);
    return time === undefined || key.length > MAX_KEY_LENGTH ? [] : [[key, time] as const];
  });
  const arrived = (asList(record?.get('arrived')) ?? []).flatMap((entry) => {
    const fields = asRecord(entry);
    const id = asText(fields?.get('id'), MAX_ID_LENGTH);
    const day = asDay(fields?.get('day'));
    if (id === undefined || day === undefined) return [];
    return [[id, { day, seen: fields?.get('seen') === true }] as const];
  });
  return {
    waiting: new Map(waiting.slice(-MAX_WAITING)),
    empty: new Map(empty.sort(([, a], [, b]) => a - b).slice(-MAX_EMPTY)),
    arrived: new Map(arrived.slice(-MAX_ARRIVED)),
  };
}

/** Converts the state to its stored form. */
export function writeCodeWatch({ waiting, empty, arrived }: CodeWatch): unknown {
  return {
    // Lists keep the order. An object would sort keys that are numbers.
    waiting: [...waiting].map(([id, at]) => ({ id, at })),
    empty: Object.fromEntries(empty),
    arrived: [...arrived].map(([id, { day, seen }]) => ({ id, day, ...(seen && { seen }) })),
  };
}
