/** Lines of sensors that hold one JSON object each, or hold one within what carried it (sensor/wrapped-object.ts). */
import type { JsonObject } from '../../codec/json/document.ts';
import type { LogEvent } from '../../model/log-event.ts';
import { ownObject } from '../sensor/wrapped-object.ts';
import { objectOfLine } from './json-reading.ts';
import type { LineReading } from './line-log.ts';

/** Characters before the object: what syslog puts there. */
const longestPrefix = 200;

/** `isOwn`: of an object that the sensor wrote. `read`: what it tells, with its line. */
export function carriedJson(
  isOwn: (object: JsonObject) => boolean,
  read: (object: JsonObject, text: string) => LogEvent | undefined,
): LineReading {
  return {
    read(text) {
      const opening = text.indexOf('{');
      if (opening < 0 || opening > longestPrefix) return undefined;
      const object = objectOfLine(text.slice(opening));
      const own = object && ownObject({ object, text }, isOwn);
      return own && read(own.object, text);
    },
  };
}
