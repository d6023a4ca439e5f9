/**
 * Sets the table of bits from the models: how often each range of a component is met among miners and among others.
 * Each family counts as much as any other, so that a program is not common because it has many models.
 */
import { messagesOf } from '../../src/codec/cadence/messages.ts';
import { rhythmOf } from '../../src/codec/cadence/rhythm.ts';
import { type CadenceTable, cadenceComponents, leastSeen, rangeOf } from '../../src/intel/cadence-model.ts';
import type { FlowCadence } from '../../src/model/network-payloads.ts';
import { families, flowsOf } from './flows.ts';
import type { Flow } from './talk.ts';

/** No range is worth more, however clear the models are: they are models. */
const mostBits = 4;
/** Every range is taken to be met so often at least, everywhere. */
const floor = 0.01;

/** What the capture decoder would say of a flow, its times from seconds on. */
export function cadenceOf({ packets, encrypted }: Flow): FlowCadence {
  const sum = (from: 'client' | 'server'): number =>
    packets.reduce((total, packet) => total + (packet.from === from ? packet.bytes : 0), 0);
  const first = packets[0]?.time ?? 0;
  return {
    client: '192.0.2.10:40000',
    server: '198.51.100.7:443',
    transport: 'tcp',
    sensor: 'capture',
    encrypted,
    seconds: ((packets.at(-1)?.time ?? first) - first) / 1000,
    bytesUp: sum('client'),
    bytesDown: sum('server'),
    packetsUp: packets.filter(({ from }) => from === 'client').length,
    packetsDown: packets.filter(({ from }) => from === 'server').length,
    rhythm: rhythmOf(messagesOf(packets)),
  };
}

/** Flows of one family, of which those that say too little are passed over. */
export type Sample = readonly FlowCadence[];

/** The conversations that set the table: no others of the same seed are used to measure it. */
const fittingSeed = 1;
const fittingCount = 300;

/** One sample a family; \`without\` leaves one out, so that it can be measured as traffic that the table never saw. */
export function fittingSamples(side: 'mining' | 'benign', without?: string): Sample[] {
  return Object.entries(families[side])
    .filter(([family]) => family !== without)
    .map(([family, model]) => [...flowsOf(family, model, fittingCount, fittingSeed)].map(cadenceOf));
}

export function fitTable(mining: readonly Sample[], others: readonly Sample[]): CadenceTable {
  const table = cadenceComponents.map((component): [string, number[]] => {
    const [ours, theirs] = [shares(component, mining), shares(component, others)];
    return [component.id, ours.map((share, range) => bitsOf(share, theirs[range] ?? floor))];
  });
  return Object.fromEntries(table);
}

function bitsOf(share: number, other: number): number {
  const bits = Math.log2((share + floor) / (other + floor));
  return Math.round(Math.max(-mostBits, Math.min(mostBits, bits)) * 10) / 10;
}

/** How often each range is met, the families' averages averaged. */
function shares(component: (typeof cadenceComponents)[number], samples: readonly Sample[]): number[] {
  const total = component.edges.map(() => 0).concat(0);
  let families = 0;
  for (const sample of samples) {
    const values = sample.flatMap((flow) =>
      isEnough(flow) && flow.rhythm ? (component.measure(flow.rhythm, flow) ?? []) : [],
    );
    if (values.length === 0) continue;
    families++;
    for (const value of values) {
      const range = rangeOf(component, value);
      total[range] = (total[range] ?? 0) + 1 / values.length;
    }
  }
  return total.map((share) => share / Math.max(1, families));
}

function isEnough({ rhythm, seconds = 0 }: FlowCadence): boolean {
  return (
    rhythm !== undefined &&
    seconds >= leastSeen.seconds &&
    rhythm.pushes >= leastSeen.pushes &&
    rhythm.requests >= leastSeen.requests
  );
}
