/**
 * Suricata's EVE log: one JSON event a line, of all types or of one. Sees names of pools in DNS, TLS, HTTP and
 * certificates, agents of miners, alarms about mining, and flows: beside one of those, or at a pool's port with a
 * miner's totals. Says what Suricata says.
 * Source: https://docs.suricata.io/en/latest/output/eve/eve-json-format.html.
 * Does not see: a private pool at an unusual port under a name of its own; a flow whose event came before the name.
 */
import { readEvent } from '../../codec/eve/event.ts';
import { lineFrom } from '../../codec/log-lines/lines.ts';
import { defineSweep, type SweepExtractor } from '../../model/units.ts';
import { joinedHalves, sensorRecordsOfEve } from './eve-records.ts';
import { JsonLinesSweep, jsonHead, objectIn, type ReadObject, textIn } from './json-lines.ts';
import { portAnchors, wordAnchors } from './sensor-anchors.ts';
import { type SensorKind, sensorKinds } from './sensor-record.ts';

export const suricataEve: SweepExtractor<SensorKind> = defineSweep({
  id: 'suricata-eve',
  title: "Suricata's EVE log",
  emits: sensorKinds,
  anchors: [...wordAnchors, ...portAnchors],
  accepts: (head) => {
    const text = jsonHead(head);
    return text?.includes('"event_type":') === true && text.includes('"timestamp":');
  },
  open: ({ limits }) => new JsonLinesSweep(limits, readEve),
});

const readEve: ReadObject = function* (object, view, line) {
  const event = readEvent(object, textIn(view.bytes, line));
  if (!event) return;
  if (event.type === 'netflow') {
    const next = lineFrom(view.bytes, line.next, view.last);
    const other = next.status === 'ok' ? objectIn(view.bytes, next.value) : undefined;
    const joined =
      other && next.status === 'ok' && joinedHalves(event, readEvent(other, textIn(view.bytes, next.value)));
    if (joined) {
      yield joined;
      return;
    }
  }
  yield* sensorRecordsOfEve(event);
};
