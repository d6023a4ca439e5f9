/**
 * Events about mining in logs of the Common Event Format: alarms, lookups, requests and flows of firewalls, proxies and
 * intrusion detection. Sources: codec/cef, cef-records.ts. Only lines are looked at that hold a pool's name, a miner's, a
 * word of such an alarm or a port at which pools listen.
 * Does not see: events without a machine in them, which tell of the sensor itself; vendors' own fields, but for few.
 */
import { readCef } from '../../codec/cef/read.ts';
import { poolPorts } from '../../intel/pool-ports.ts';
import { defineSweep, type Miss, type Sweep, type SweepExtractor, type SweepSighting } from '../../model/units.ts';
import { cefRecords } from './cef-records.ts';
import { MiningTrail } from './mining-trail.ts';
import { wordAnchors } from './sensor-anchors.ts';
import { type SensorKind, sensorKinds } from './sensor-record.ts';
import { HitLines } from './text-lines.ts';

/** Broken events that are told of each by its place. */
const mostMisses = 10;

export const cef: SweepExtractor<SensorKind> = defineSweep({
  id: 'cef',
  title: 'Alarms and traffic about mining in logs of the Common Event Format',
  emits: sensorKinds,
  anchors: [...wordAnchors, ...poolPorts.map((port) => ({ text: ` dpt=${port}` }))],
  accepts: (head) => mayHoldText(head[0]) && /CEF: ?\d{1,3}\|/.test(String.fromCharCode(...head.subarray(0, 512))),
  open: ({ limits }): Sweep<SensorKind> => {
    const lines = new HitLines();
    const trail = new MiningTrail(limits.observationsPerKind);
    let misses = 0;
    return {
      *push(view): Generator<Miss> {
        for (const line of lines.in(view)) {
          if ('gap' in line) yield line;
          else {
            const read = readCef(line.text);
            if (read.status === 'ok') for (const record of cefRecords(read.value)) trail.take(record, line.place);
            else if (read.status === 'malformed' && ++misses <= mostMisses)
              yield { gap: { code: 'malformed', what: read.what, offset: line.offset } };
          }
        }
      },
      flush: () => trail.end(),
      *end(): Generator<SweepSighting<SensorKind> | Miss> {
        yield* trail.end();
        const more = misses - mostMisses;
        if (more > 0) yield { gap: { code: 'malformed', what: `${more} more events could not be read` } };
      },
    };
  },
});

/** `CEF:` or a syslog's prefix: a letter, a digit or `<`. Most binaries begin otherwise. */
function mayHoldText(first = 0): boolean {
  return first === 0x3c || (first >= 0x30 && first <= 0x39) || (first >= 0x41 && first <= 0x5a);
}
