/**
 * An entry of the journal in JSON (`journalctl -o json`): values are strings; a list of numbers is bytes that are no text;
 * a list of lists or strings is a field that stands several times; null is a value too long to be written.
 * Source: https://systemd.io/JOURNAL_EXPORT_FORMATS/ ("Journal JSON Format").
 */
import type { JsonObject, JsonValue } from '../json/document.ts';
import type { JournalFields } from './entry.ts';

const utf8 = new TextDecoder();
const mostFields = 512;

export function fieldsOfJournalJson(object: JsonObject): JournalFields {
  const fields: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(object).slice(0, mostFields)) {
    const text = textsOf(value);
    if (text !== undefined) fields[name] = text;
  }
  return fields;
}

function textsOf(value: JsonValue | undefined): string | string[] | undefined {
  if (typeof value === 'string') return value;
  if (!Array.isArray(value)) return undefined;
  if (value.every((byte) => typeof byte === 'number')) return utf8.decode(Uint8Array.from(value));
  return value.flatMap((inner) => {
    const text = textsOf(inner);
    return typeof text === 'string' ? [text] : [];
  });
}
