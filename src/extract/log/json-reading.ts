/** Lines that hold one JSON object each, for formats that are written so. */
import { isObject, type JsonObject, type JsonValue } from '../../codec/json/document.ts';
import type { LogEvent } from '../../model/log-event.ts';
import type { LineReading } from './line-log.ts';

/** `read`: what an object tells, with its line. */
export function jsonReading(read: (object: JsonObject, text: string) => LogEvent | undefined): LineReading {
  return {
    read: (text) => {
      const object = objectOfLine(text);
      return object && read(object, text);
    },
  };
}

/** The object that fills a line; nothing where it does not close: that is not given to the parser. */
export function objectOfLine(line: string): JsonObject | undefined {
  const text = line.trim();
  if (!text.startsWith('{') || !text.endsWith('}')) return undefined;
  try {
    // JSON.parse gives exactly these types; it is declared `any`.
    const value = JSON.parse(text) as JsonValue;
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
