/**
 * Every record of Zeek's logs as JSON, of whatever kind: for rules that want all. What tells of mining by itself is read
 * by sensor/zeek-json.
 * Source: https://docs.zeek.org/en/master/log-formats.html#zeek-json-format-logs.
 * Does not see: which log a record of a rarer kind stands in, where neither the record (`_path`) nor the file's name says.
 */
import { fieldsOfJson } from '../../codec/json-fields/fields.ts';
import { jsonRecord } from '../../codec/zeek-log/record.ts';
import { defineLogFormat, type LogFormat } from '../../model/log-units.ts';
import { zeekJson } from '../sensor/zeek-json.ts';
import { carriedJson } from './every-json.ts';
import { everyLine } from './every-line.ts';
import { zeekEvent, zeekLogNamed, zeekLogOfFile, zeekSource } from './zeek-events.ts';

export const zeekJsonLog: LogFormat = defineLogFormat({
  id: 'zeek-json-log',
  title: "Every record of Zeek's logs as JSON",
  sources: [{ product: 'zeek' }],
  onlyEvery: true,
  accepts: (head, name) => zeekJson.accepts(head, name),
  open(beginning) {
    const named = zeekLogOfFile(beginning.name);
    const reading = carriedJson(
      (object) => object['ts'] !== undefined,
      (object, text) => {
        const path = object['_path'];
        const log = (typeof path === 'string' ? zeekLogNamed(path) : named) ?? jsonRecord(object).path;
        return zeekEvent(zeekSource(log), fieldsOfJson(object), text);
      },
    );
    return everyLine('zeek-json-log', reading, beginning);
  },
});
