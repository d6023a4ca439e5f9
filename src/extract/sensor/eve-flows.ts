/** What an event of Suricata's EVE log says of a conversation: its totals, and what was odd in it. */
import type { EveEvent, EvePart } from '../../codec/eve/event.ts';
import { isoTime, timeOfText } from '../../codec/log-lines/time.ts';
import type { FlowCadence } from '../../model/network-payloads.ts';
import { present } from '../../model/present.ts';
import { isFromClient, sidesOf, transportOf, writeSide } from './eve-sides.ts';
import type { SensorRecord } from './sensor-record.ts';

/** Names of anomalies are shorter. */
const longestName = 100;

/** `age` is in whole seconds. */
function secondsOf(own: EvePart): number | undefined {
  const [start, end] = [timeOfText(own.text('start')), timeOfText(own.text('end'))];
  return start !== undefined && end !== undefined && end >= start ? (end - start) / 1000 : own.count('age');
}

export function* flow(event: EveEvent): Generator<SensorRecord> {
  const own = event.part('flow');
  const [client, server] = [writeSide(event.source), writeSide(event.destination)];
  const transport = transportOf(event);
  if (client === undefined || server === undefined || transport === undefined) return;
  const value = present<FlowCadence>({
    client,
    server,
    transport,
    sensor: 'suricata',
    start: isoTime(timeOfText(own.text('start'))),
    seconds: secondsOf(own),
    bytesUp: own.count('bytes_toserver'),
    bytesDown: own.count('bytes_toclient'),
    packetsUp: own.count('pkts_toserver'),
    packetsDown: own.count('pkts_toclient'),
    encrypted: event.text('app_proto') === 'tls' ? true : undefined,
  });
  yield { kind: 'flow-cadence', value };
}

/** `netflow` events tell one direction each: see joinedHalves. */
export function* halfFlow(event: EveEvent): Generator<SensorRecord> {
  const value = halfOf(event);
  if (value) yield { kind: 'flow-cadence', value };
}

function halfOf(event: EveEvent): FlowCadence | undefined {
  const own = event.part('netflow');
  const { source, destination } = event;
  const transport = transportOf(event);
  const [from, to] = [writeSide(source), writeSide(destination)];
  if (from === undefined || to === undefined || transport === undefined) return undefined;
  const isUp = isFromClient(event);
  const [bytes, packets] = [own.count('bytes'), own.count('pkts')];
  return present<FlowCadence>({
    client: isUp ? from : to,
    server: isUp ? to : from,
    transport,
    sensor: 'suricata',
    start: isoTime(timeOfText(own.text('start'))),
    seconds: secondsOf(own),
    bytesUp: isUp ? bytes : undefined,
    bytesDown: isUp ? undefined : bytes,
    packetsUp: isUp ? packets : undefined,
    packetsDown: isUp ? undefined : packets,
  });
}

/** Both directions of a flow, which `netflow` writes as two events that follow each other. */
export function joinedHalves(event: EveEvent, next: EveEvent | undefined): SensorRecord | undefined {
  if (event.type !== 'netflow' || next?.type !== 'netflow' || event.flow !== next.flow) return undefined;
  const [one, other] = [halfOf(event), halfOf(next)];
  if (!one || !other || one.client !== other.client || one.server !== other.server) return undefined;
  return { kind: 'flow-cadence', value: { ...other, ...one, records: 2 }, time: event.time, flow: event.flow };
}

/** What Suricata calls an event of this kind: `APPLAYER_DETECT_PROTOCOL_ONLY_ONE_DIRECTION`. */
export function* oddity(event: EveEvent): Generator<SensorRecord> {
  const { client, server } = sidesOf(event);
  const [from, to] = [writeSide(client), writeSide(server)];
  const transport = transportOf(event);
  const name = event.part('anomaly').text('event')?.slice(0, longestName);
  if (from === undefined || to === undefined || transport === undefined || name === undefined) return;
  yield {
    kind: 'flow-cadence',
    value: { client: from, server: to, transport, sensor: 'suricata', oddities: [name] },
  };
}
