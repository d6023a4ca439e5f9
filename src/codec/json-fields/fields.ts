/**
 * A JSON object's values by the names that Sigma's rules use: `objectRef.resource`. A list of plain values is a list; the
 * values of objects in a list stand side by side under one name (`containers.image`).
 * Does not see: what lies deeper, has a longer name or is more than any log of this kind has.
 */
import type { LogValue } from '../../model/log-event.ts';
import { isObject, type JsonObject, type JsonValue } from '../json/document.ts';

const deepest = 16;
const mostFields = 1_024;
const mostInList = 256;
/** Characters. A long key with many values in it would be written out before each of them. */
const longestName = 1_024;

export type Fields = Record<string, LogValue>;

export function fieldsOfJson(object: JsonObject): Fields {
  const fields: Fields = {};
  const left = { fields: mostFields };
  for (const [name, value] of Object.entries(object)) put(fields, name, value, 1, left);
  return fields;
}

function put(
  fields: Fields,
  name: string,
  value: JsonValue | undefined,
  depth: number,
  left: { fields: number },
): void {
  if (value === undefined || isBeyond(name, depth, left)) return;
  if (isObject(value)) {
    for (const [key, inner] of Object.entries(value)) put(fields, `${name}.${key}`, inner, depth + 1, left);
    return;
  }
  if (Array.isArray(value)) {
    if (value.length === 0) fields[name] = [];
    for (const inner of value.slice(0, mostInList)) add(fields, name, inner, depth + 1, left);
    return;
  }
  left.fields--;
  fields[name] = held(value);
}

/** JSON has numbers that no number here holds (`1e999`): as text they are no figure that anything is compared with. */
function held<T extends LogValue>(value: T): T | string {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}

function isBeyond(name: string, depth: number, left: { readonly fields: number }): boolean {
  return depth > deepest || left.fields <= 0 || name.length > longestName;
}

/** One more of a list. */
function add(fields: Fields, name: string, value: JsonValue, depth: number, left: { fields: number }): void {
  if (isBeyond(name, depth, left)) return;
  if (isObject(value))
    for (const [key, inner] of Object.entries(value)) {
      if (inner !== undefined) add(fields, `${name}.${key}`, inner, depth + 1, left);
    }
  else if (Array.isArray(value))
    for (const inner of value.slice(0, mostInList)) add(fields, name, inner, depth + 1, left);
  else {
    left.fields--;
    // An object inherits a `constructor`.
    const before = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (Array.isArray(before))
      (before as LogValue[]).push(held(value)); // lists here are ours
    else fields[name] = before === undefined ? [held(value)] : [before, held(value)];
  }
}
