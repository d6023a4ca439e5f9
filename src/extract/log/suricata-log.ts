/**
 * Every event of Suricata's EVE log: for rules that want all. What tells of mining by itself is read by
 * sensor/suricata-eve. A source is {product: suricata, service: dns} by the event's type; fields have the log's own names
 * (`dns.rrname`), and rules may ask by Sigma's (`query`), which codec/sigma knows.
 * Source: https://docs.suricata.io/en/latest/output/eve/eve-json-format.html.
 */
import { fieldsOfJson } from '../../codec/json-fields/fields.ts';
import { timeOfText } from '../../codec/log-lines/time.ts';
import type { LogEvent } from '../../model/log-event.ts';
import { defineLogFormat, type LogFormat } from '../../model/log-units.ts';
import { present } from '../../model/present.ts';
import { suricataEve } from '../sensor/suricata-eve.ts';
import { carriedJson } from './every-json.ts';
import { everyLine, timeAt } from './every-line.ts';

export const suricataLog: LogFormat = defineLogFormat({
  id: 'suricata-log',
  title: "Every event of Suricata's EVE log",
  sources: [{ product: 'suricata' }],
  onlyEvery: true,
  accepts: (head, name) => suricataEve.accepts(head, name),
  open: (beginning) => everyLine('suricata-log', reading, beginning),
});

const reading = carriedJson(
  (object) => typeof object['event_type'] === 'string',
  (object, text): LogEvent => {
    const { event_type: type, timestamp, host } = object;
    const service = String(type).toLowerCase();
    return {
      source: { product: 'suricata', service },
      ...present({
        time: timeAt(typeof timestamp === 'string' ? timeOfText(timestamp) : undefined),
        machine: typeof host === 'string' ? host : undefined,
      }),
      fields: fieldsOfJson(object),
      text,
    };
  },
);
