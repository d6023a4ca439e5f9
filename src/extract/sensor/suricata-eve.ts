/**
 * Suricata's EVE log: one JSON event a line, of all types or of one. Sees names of pools in DNS, TLS, HTTP and
 * certificates, agents of miners, files with a miner's name, alarms about mining, and flows: beside one of those, or at a
 * pool's port with a miner's totals, with what Suricata found odd in them. Says what Suricata says. Also where the events
 * were written anew by another program, or stand in what carried them (wrapped-object.ts).
 * Source: https://docs.suricata.io/en/latest/output/eve/eve-json-format.html.
 * Does not see: a private pool at an unusual port under a name of its own; a flow whose event came before the name.
 */
import { type EveEvent, readEvent } from '../../codec/eve/event.ts';
import { type Line, lineFrom } from '../../codec/log-lines/lines.ts';
import { defineSweep, type SweepExtractor, type SweepView } from '../../model/units.ts';
import { joinedHalves } from './eve-flows.ts';
import { sensorRecordsOfEve } from './eve-records.ts';
import { JsonLinesSweep, type JsonLog, jsonHead, objectIn } from './json-lines.ts';
import { portAnchors, wordAnchors } from './sensor-anchors.ts';
import { type SensorKind, sensorKinds } from './sensor-record.ts';
import { ownObject } from './wrapped-object.ts';

export const suricataEve: SweepExtractor<SensorKind> = defineSweep({
  id: 'suricata-eve',
  title: "Suricata's EVE log",
  emits: sensorKinds,
  anchors: [...wordAnchors, ...portAnchors],
  accepts: (head) => {
    const text = jsonHead(head);
    return text !== undefined && /event_type\\{0,3}"\s?:/.test(text) && /timestamp\\{0,3}"\s?:/.test(text);
  },
  open: (beginning) => new JsonLinesSweep(eveLog, beginning),
});

const eveLog: JsonLog = {
  isOwn: (object) => typeof object['event_type'] === 'string',
  keys: { port: 'dest_port', usual: 'event_type' },
  *read({ object, text }, view, line) {
    const event = readEvent(object, text);
    if (!event) return;
    const joined = event.type === 'netflow' ? joinedHalves(event, eventBehind(view, line)) : undefined;
    if (joined) yield joined;
    else yield* sensorRecordsOfEve(event);
  },
};

/** The event on the next line. */
function eventBehind({ bytes, last }: SweepView, line: Line): EveEvent | undefined {
  const next = lineFrom(bytes, line.next, last);
  const found = next.status === 'ok' ? objectIn(bytes, next.value) : undefined;
  const own = found && ownObject(found, eveLog.isOwn);
  return own && readEvent(own.object, own.text);
}
