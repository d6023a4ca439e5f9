/**
 * Sets the table of bits from the models: how often each range of a component is met among miners of one
 * kind and among others. Each family counts as much as any other: no program is common because it has many models.
 */
import { MessageRhythm } from '../../src/decode/capture/message-rhythm.ts';
import {
  type CadenceComponent,
  type CadenceTable,
  cadenceComponents,
  isEnough,
  rangeOf,
} from '../../src/intel/cadence-model.ts';
import type { FlowCadence } from '../../src/model/network-payloads.ts';
import { families, flowsOf } from './flows.ts';
import { messagesOf } from './messages.ts';
import { kindOf } from './miners.ts';
import type { Flow } from './talk.ts';

/** No range is worth more, however clear the models are: they are models. */
const mostBits = 4;
/** Added to how often a range is met: what the models never show may be met all the same. */
const floor = 0.01;

/** What the capture decoder would say of a flow, its times from seconds on. */
export function cadenceOf({ packets, encrypted }: Flow): FlowCadence {
  const sum = (from: 'client' | 'server'): number =>
    packets.reduce((total, packet) => total + (packet.from === from ? packet.bytes : 0), 0);
  const first = packets[0]?.time ?? 0;
  const rhythm = new MessageRhythm();
  for (const message of messagesOf(packets)) rhythm.add(message);
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
    rhythm: rhythm.rhythm(),
  };
}

/** Conversations of one family. */
export type Sample = readonly FlowCadence[];

/** How often each range of each component is met in one family; a component that never shows is absent. */
export interface Habits {
  readonly family: string;
  readonly shares: ReadonlyMap<string, readonly number[]>;
}

/** The conversations that set the table: no others of the same seed are used to measure it. */
const fittingSeed = 1;
export const fittingCount = 300;

export function fittingHabits(side: 'mining' | 'benign'): Habits[] {
  return Object.entries(families[side]).map(([family, model]) => {
    const flows = Array.from(flowsOf(family, model, fittingCount, fittingSeed), cadenceOf);
    const shares = cadenceComponents.map((component) => [component.id, sharesOf(component, flows)] as const);
    return { family, shares: new Map(shares.filter((entry): entry is [string, number[]] => entry[1] !== undefined)) };
  });
}

/** A table for each kind of miner, against all others. */
export function fitTable(mining: readonly Habits[], others: readonly Habits[]): CadenceTable {
  const kinds = [...new Set(mining.map(({ family }) => kindOf(family)))];
  return Object.fromEntries(
    kinds.map((kind) => {
      const own = mining.filter(({ family }) => kindOf(family) === kind);
      return [kind, Object.fromEntries(cadenceComponents.map((one) => [one.id, bitsFor(one, own, others)]))];
    }),
  );
}

function bitsFor(component: CadenceComponent, mining: readonly Habits[], others: readonly Habits[]): number[] {
  const [ours, theirs] = [average(component, mining), average(component, others)];
  return ours.map((share, range) => bitsOf(share, theirs[range] ?? 0));
}

function bitsOf(share: number, other: number): number {
  const bits = Math.log2((share + floor) / (other + floor));
  return Math.round(Math.max(-mostBits, Math.min(mostBits, bits)) * 10) / 10;
}

/** Each family counts as much as any other. */
function average({ id, edges }: CadenceComponent, habits: readonly Habits[]): number[] {
  const known = habits.flatMap(({ shares }) => [shares.get(id) ?? []]).filter((shares) => shares.length > 0);
  return Array.from({ length: edges.length + 1 }, (_, range) => {
    const sum = known.reduce((total, shares) => total + (shares[range] ?? 0), 0);
    return sum / Math.max(1, known.length);
  });
}

function sharesOf(component: CadenceComponent, flows: Sample): number[] | undefined {
  const values = flows.flatMap((flow) =>
    flow.rhythm && isEnough(flow.rhythm, flow) ? (component.measure(flow.rhythm, flow) ?? []) : [],
  );
  if (values.length === 0) return undefined;
  const counts = Array.from({ length: component.edges.length + 1 }, () => 0);
  for (const value of values) {
    const range = rangeOf(component, value);
    counts[range] = (counts[range] ?? 0) + 1;
  }
  return counts.map((count) => count / values.length);
}
