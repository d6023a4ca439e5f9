/**
 * A conversation that can't be read and behaves as one between a miner and a pool: work of one size that the server
 * sends unasked, shares of one size that the client sends when it finds them, each confirmed at once. Each component of
 * the score is a leaf with its bits (intel/cadence-model.ts); how often others score so: docs/calibration.md.
 * The rule:
 * - `active`, moderate: the rhythm is a miner's, the client sends what is as long as shares and comes by chance as they
 *   do, and the server bears a name of a known pool that is no web site.
 * - `configured`, moderate: the same without such messages (signs of life alone), or with the name of a pool's web site.
 * - `configured`, low: the rhythm alone, whatever stands beside it. Never more.
 * - `capability`, low: only totals are known (NetFlow), they fit, and the port is one of pools. Without the port nothing.
 * Names without a rhythm are network/pool-contact's; what could be read is network/pool-session's.
 * Does not see: conversations of less than five minutes, padded or mixed with others; miners that find a share an hour.
 */
import { type CadenceFact, cadenceFacts } from '../../intel/cadence-facts.ts';
import { type CadenceScore, cadenceMarks, scoreCadence } from '../../intel/cadence-model.ts';
import { hasShares } from '../../intel/cadence-shares.ts';
import { hasTotalsOfMiner } from '../../intel/long-and-slow.ts';
import { poolPort } from '../../intel/pool-ports.ts';
import { addressOf, portOf } from '../../model/endpoint.ts';
import type { Because, Confidence, Stage } from '../../model/finding.ts';
import type { Observation } from '../../model/observation.ts';
import { all, any, type Claim, type Detector, defineDetector, saw } from '../../model/units.ts';
import { companyOf, farEndOf, type Named, nameBeside } from './flow-company.ts';

type Flow = Observation<'flow-cadence'>;
type Handshake = Observation<'tls-handshake'>;
type Kind = 'flow-cadence' | 'tls-handshake' | 'name-lookup' | 'stratum-session';

/** Conversations with one server that a claim names. */
const mostNamed = 10;
/** Bits; what is worth less has no leaf of its own. */
const leastTold = 0.5;

const innocent = [
  'another program that is told things and reports: a job queue, a market feed with orders, a game, a subscription to the blocks of a chain',
  'a channel for notices or commands: MQTT, push services, monitoring agents',
  'the owner of the machine mines on purpose',
];

export const encryptedCadence: Detector<Kind> = defineDetector({
  id: 'encrypted-cadence',
  title: 'A conversation that cannot be read behaves as one between a miner and a pool',
  stage: 'configured',
  techniques: ['T1496.001'],
  confidence: 'low',
  needs: ['flow-cadence', 'tls-handshake', 'name-lookup', 'stratum-session'],
  couldBe: innocent,
  *detect({ 'flow-cadence': flows, 'tls-handshake': handshakes, 'name-lookup': lookups, 'stratum-session': sessions }) {
    const read = new Set(sessions.map(({ value }) => pairOf(value)));
    const company = companyOf(handshakes, lookups);
    const judged = flows
      .filter(({ value }) => !read.has(pairOf(value)))
      .flatMap((flow) => judge(flow, company.handshakes.of(flow)) ?? []);
    for (const group of byMachineAndServer(judged)) yield claimOf(group, nameBeside(group.flow, company));
    const others = flows.filter(({ value }) => value.rhythm === undefined && !read.has(pairOf(value)));
    for (const group of byMachineAndServer(others.flatMap(judgeTotals))) yield claimOfTotals(group);
  },
});

function pairOf({ client, server }: { readonly client: string; readonly server: string }): string {
  return `${client} ${server}`;
}

// --- judging --------------------------------------------------------------------------------------------------

interface Judged {
  readonly flow: Flow;
  /** The server, or whom a proxy was asked for. */
  readonly farEnd: string;
  readonly bits: number;
}

interface WithRhythm extends Judged {
  readonly score: CadenceScore;
  readonly facts: readonly CadenceFact[];
  readonly handshake: Handshake | undefined;
}

/** Undefined where it is not said to be a miner's. */
function judge(flow: Flow, handshake: Handshake | undefined): WithRhythm | undefined {
  const score = scoreCadence(flow.value);
  if (score === undefined || score.bits < cadenceMarks.halfway) return undefined;
  const farEnd = farEndOf(flow, handshake);
  const facts = cadenceFacts(portOf(farEnd), handshake?.value);
  const bits = facts.reduce((sum, fact) => sum + fact.bits, score.bits);
  return bits < cadenceMarks.claim ? undefined : { flow, farEnd, bits, score, facts, handshake };
}

function judgeTotals(flow: Flow): Judged[] {
  const port = portOf(flow.value.server);
  const fits = port !== undefined && poolPort(port) !== undefined && hasTotalsOfMiner(flow.value);
  return fits ? [{ flow, farEnd: flow.value.server, bits: 0 }] : [];
}

/** The strongest of one machine's conversations with one server, and the rest of them. */
type Group<T extends Judged> = T & { readonly others: readonly T[] };

function byMachineAndServer<T extends Judged>(judged: readonly T[]): Group<T>[] {
  const groups = new Map<string, T[]>();
  for (const one of judged) {
    const key = `${addressOf(one.flow.value.client)} ${one.farEnd}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return [...groups.values()].flatMap((group) => {
    const [best, ...others] = group.sort((a, b) => b.bits - a.bits);
    return best === undefined ? [] : [{ ...best, others }];
  });
}

// --- claims ---------------------------------------------------------------------------------------------------

function claimOf(group: Group<WithRhythm>, named: Named | undefined): Claim {
  const { flow, farEnd } = group;
  const { client } = flow.value;
  const where = named === undefined ? farEnd : `${named.name.name} (${farEnd})`;
  const behaviour = [behaviourOf(group), ...group.others.slice(0, mostNamed - 1).map(shortly)];
  const talk: Because = behaviour.length === 1 && behaviour[0] !== undefined ? behaviour[0] : any(...behaviour);
  const { stage, confidence } = standingOf(named, [group, ...group.others].some(sendsShares));
  return {
    because: named === undefined ? talk : all(talk, saw(named.seen, named.why)),
    title: `${addressOf(client)} ${stage === 'active' ? 'mines' : 'talks as a miner does'} at ${where}, as far as times and sizes show`,
    stage,
    confidence,
    couldBe: named === undefined ? innocent : [...innocent.slice(-1), 'a test or a decoy of a researcher’s'],
  };
}

function standingOf(named: Named | undefined, hasShares: boolean): { stage: Stage; confidence: Confidence } {
  if (named === undefined) return { stage: 'configured', confidence: 'low' };
  return { stage: named.name.use === 'web' || !hasShares ? 'configured' : 'active', confidence: 'moderate' };
}

function sendsShares({ flow, score }: WithRhythm): boolean {
  return hasShares(flow.value, score.kind);
}

/** Each component that counts as a leaf, the lesser ones together. */
function behaviourOf({ flow, bits, score, facts, handshake }: WithRhythm): Because {
  const told = score.parts.filter((part) => Math.abs(part.bits) >= leastTold);
  const rest = score.parts.filter((part) => Math.abs(part.bits) < leastTold).reduce((sum, part) => sum + part.bits, 0);
  const parts = told.map((part) => saw(flow, `${part.says}: ${signed(part.bits)}`));
  const beside = facts.map((fact) => saw(handshake ?? flow, `${fact.says}: ${signed(fact.bits)}, as we judge it`));
  const lesser = told.length < score.parts.length ? [saw(flow, `lesser things: ${signed(rest)}`)] : [];
  return {
    all: [...parts, ...lesser, ...beside],
    why: `it behaves as a miner at a pool does (${score.kind}): its marks add up to ${bits.toFixed(1)} bits, and ${cadenceMarks.claim} are enough (each bit doubles the odds)`,
  };
}

function shortly({ flow, bits }: WithRhythm): Because {
  return saw(flow, `${flow.value.client} to the same server: ${bits.toFixed(1)} bits`);
}

function signed(bits: number): string {
  const size = Math.abs(bits).toFixed(1);
  return size === '0.0' ? '0 bits' : `${bits < 0 ? '−' : '+'}${size} bits`;
}

function claimOfTotals({ flow, others }: Group<Judged>): Claim {
  const { client, server } = flow.value;
  const leaves = [flow, ...others.map((other) => other.flow)]
    .slice(0, mostNamed)
    .map((one) => saw(one, totalsInWords(one)));
  return {
    because: any(...leaves),
    title: `${addressOf(client)} kept a long, slow conversation with ${server}, a port of pools`,
    stage: 'capability',
    confidence: 'low',
    couldBe: [
      'any other service on that port: many programs keep a connection open and say little',
      ...innocent.slice(1),
    ],
  };
}

function totalsInWords({ value: { seconds = 0, bytesUp = 0, bytesDown = 0, server } }: Flow): string {
  const perSecond = (bytes: number): string => (bytes / Math.max(1, seconds)).toFixed(1);
  const who = poolPort(portOf(server) ?? 0) ?? 'pools';
  return `${(seconds / 3600).toFixed(1)} hours, ${perSecond(bytesUp)} bytes a second up and ${perSecond(bytesDown)} down; the port is one of ${who}`;
}
