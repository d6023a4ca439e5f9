/** What every runtime's state says of a container, in one form. */
import { isObject, type JsonObject, type JsonValue, parseDocument } from '../json/document.ts';

/** A path of the machine, and where the container sees it. */
export interface Mount {
  readonly source: string;
  readonly target: string;
}

export interface ContainerFacts {
  readonly runtime: string;
  readonly id: string;
  readonly name?: string | undefined;
  readonly image?: string | undefined;
  /** Its program and arguments; empty where the image says what it starts. */
  readonly words: readonly string[];
  readonly environment: ReadonlyMap<string, string>;
  readonly state?: string | undefined;
  /** ISO 8601, UTC. */
  readonly created?: string | undefined;
  readonly started?: string | undefined;
  readonly restart?: string | undefined;
  readonly privileged?: boolean | undefined;
  readonly mounts: readonly Mount[];
  readonly hostNetwork?: boolean | undefined;
  readonly hostProcesses?: boolean | undefined;
  readonly namespace?: string | undefined;
  readonly owner?: string | undefined;
  readonly account?: string | undefined;
  readonly processors?: string | undefined;
  /** Folder of the machine in which its own files stand. */
  readonly files?: string | undefined;
}

/** The value of a whole JSON file. */
export function jsonOf(bytes: Uint8Array): JsonValue | undefined {
  let start = 0;
  while (start < bytes.length && (bytes[start] ?? 0) <= 0x20) start++;
  return parseDocument(bytes, start, bytes.length);
}

export function objectAt(value: JsonValue | undefined, ...path: readonly string[]): JsonObject {
  const at = valueAt(value, ...path);
  return isObject(at) ? at : {};
}

export function valueAt(value: JsonValue | undefined, ...path: readonly string[]): JsonValue | undefined {
  let at = value;
  for (const key of path) at = isObject(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  return at;
}

/** A text that says something; numbers as they are written. */
export function textAt(value: JsonValue | undefined, ...path: readonly string[]): string | undefined {
  const at = valueAt(value, ...path);
  if (typeof at === 'number') return String(at);
  return typeof at === 'string' && at !== '' ? at : undefined;
}

export function flagAt(value: JsonValue | undefined, ...path: readonly string[]): boolean | undefined {
  const at = valueAt(value, ...path);
  return typeof at === 'boolean' ? at : undefined;
}

export function itemsAt(value: JsonValue | undefined, ...path: readonly string[]): readonly JsonValue[] {
  const at = valueAt(value, ...path);
  return Array.isArray(at) ? at : [];
}

/** The texts of a list; a single text is a list of one. */
export function textsAt(value: JsonValue | undefined, ...path: readonly string[]): readonly string[] {
  const at = valueAt(value, ...path);
  const items = Array.isArray(at) ? at : [at];
  return items.map((item) => textAt(item)).filter((text) => text !== undefined);
}

/** The year 10000: reports have four digits for a year. */
const tooLate = Date.UTC(10_000, 0);

/** The moment in UTC; absent where there is none, as in `0001-01-01T00:00:00Z`. */
export function momentOf(text: string | undefined): string | undefined {
  const ms = text === undefined ? Number.NaN : Date.parse(text);
  return ms > 0 && ms < tooLate ? new Date(ms).toISOString() : undefined;
}

/** `NAME=value`, as runtimes write them. */
export function environmentOf(texts: readonly string[]): ReadonlyMap<string, string> {
  const split = texts.map((text): [string, string] => {
    const at = text.indexOf('=');
    return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
  });
  return new Map(split);
}
