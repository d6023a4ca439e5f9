/**
 * What the mining cost whoever pays for the machine: power, or rented processors, by the tariffs that an analyst gave.
 * At least: the hours in which conversations with a pool were seen. As an outer mark: one machine that mined for an
 * account from the first share that a pool or a capture knows of to the last.
 * Does not see: wear, cooling, a slowed-down service, the hours of those who clean up; nor machines that nobody captured.
 */
import type { Case } from '../../model/case.ts';
import type { Observation } from '../../model/observation.ts';
import { ofKind } from '../evidence.ts';
import { counted } from '../words.ts';
import { accountsIn, formOf, isPublished } from './accounts.ts';
import { byHost, minedMs, type Session, sessionsIn } from './estimate/mining-time.ts';
import { clipped, dayOf, duration, figure, hoursOf, money } from './estimate/quantities.ts';
import { type Span, spanAcross } from './estimate/spans.ts';

type Tariff = Observation<'tariff'>['value'];

/** How long was mined. */
interface MiningTime {
  /** Machines that were seen at it. */
  readonly hosts: number;
  /** Milliseconds in which they were seen, all together. */
  readonly seenMs: number;
  /** From the first to the last share that is known of one account. */
  readonly longest?: Span;
}

/** Tariffs that are told of. */
const mostTariffs = 3;

/** What the mining of a case cost its victim: lines for people. Nothing without mining, a time or a tariff. */
export function victimCostIn(evidence: Case): readonly string[] {
  const tariffs = ofKind(evidence, 'tariff').map(({ value }) => value);
  if (tariffs.length === 0) return [];
  const time = miningTime(evidence);
  if (time.seenMs === 0 && time.longest === undefined) return [];
  return tariffs.slice(0, mostTariffs).map((tariff) => tell(tariff, time));
}

/** What one machine costs for an hour of mining; absent where the tariff does not say how much it draws. */
export function costPerHour({
  of,
  price,
  watts,
  processors = 1,
}: Pick<Tariff, 'of' | 'price' | 'watts' | 'processors'>): number | undefined {
  if (of === 'cloud') return price * processors;
  return watts === undefined ? undefined : (price * watts) / 1000;
}

function miningTime(evidence: Case): MiningTime {
  // A conversation in which nothing was handed in is no mining yet.
  const sessions = sessionsIn(evidence).filter(({ value }) => value.submits > 0);
  const hosts = [...byHost(sessions).values()];
  const seenMs = hosts.reduce((total, its) => total + minedMs(its), 0);
  const longest = longestAccount(evidence, sessions);
  return { hosts: hosts.length, seenMs, ...(longest === undefined ? {} : { longest }) };
}

/** The account that was mined for longest, by the first and the last moment at which a pool or a capture saw it. */
function longestAccount(evidence: Case, sessions: readonly Session[]): Span | undefined {
  const moments = new Map<string, string[]>();
  const add = (address: string, times: readonly (string | undefined)[]): void => {
    const known = moments.get(formOf(address)) ?? [];
    moments.set(formOf(address), known);
    for (const time of times) if (time !== undefined) known.push(time);
  };
  for (const { value } of sessions) add(value.login ?? '', [value.start, value.end]);
  for (const { value } of ofKind(evidence, 'pool-record')) add(value.address, [value.firstShare, value.lastShare]);
  const spans = accountsIn(evidence)
    .filter((account) => !isPublished(account))
    .flatMap(({ forms }) => spanAcross([...forms].flatMap((form) => moments.get(form) ?? [])) ?? []);
  return spans.sort((a, b) => b.to - b.from - (a.to - a.from))[0];
}

function tell(tariff: Tariff, time: MiningTime): string {
  const perHour = costPerHour(tariff);
  if (perHour === undefined)
    return 'What the power cost cannot be reckoned: the tariff does not say how many watts the machine draws more when it mines. A meter at its plug tells.';
  const parts = [seen(tariff, time, perHour), whole(tariff, time, perHour)].flatMap((part) => part ?? []);
  return `${tariff.of === 'cloud' ? 'Rented processors' : 'Power'} (${basis(tariff)}): ${parts.join('; ')}.`;
}

function basis({ of, price, currency, watts, processors, provenance }: Tariff): string {
  const rate =
    of === 'cloud'
      ? `${counted(processors ?? 1, 'processor')} at ${figure(price)} ${currency} an hour each`
      : `${figure(watts ?? 0)} watts a machine more than at rest, at ${figure(price)} ${currency} a kilowatt-hour`;
  return `${rate}; ${clipped(provenance.source, 120)}`;
}

function seen({ currency }: Tariff, { hosts, seenMs }: MiningTime, perHour: number): string | undefined {
  if (seenMs === 0) return undefined;
  const cost = money(hoursOf(seenMs) * perHour);
  const machines = hosts === 1 ? 'a machine' : counted(hosts, 'machine');
  return `the ${duration(seenMs)} in which ${machines} ${hosts === 1 ? 'was' : 'were'} seen mining cost ${cost} ${currency}, and that is the least`;
}

/** Nobody knows that it ran all the time, nor that it was only one. */
function whole({ currency }: Tariff, { seenMs, longest }: MiningTime, perHour: number): string | undefined {
  const ms = longest === undefined ? 0 : longest.to - longest.from;
  if (longest === undefined || ms <= seenMs) return undefined;
  const cost = money(hoursOf(ms) * perHour);
  const [first, last] = [longest.from, longest.to].map((time) => dayOf(new Date(time).toISOString()));
  return `had one machine mined for the account from the first share that is known of (${first}) to the last (${last}) without a break, that would have cost ${cost} ${currency}`;
}
