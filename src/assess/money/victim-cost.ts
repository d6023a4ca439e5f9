/**
 * What the mining cost whoever pays for the machine: power, or rented processors, by the tariffs that an analyst gave.
 * At least: the hours in which conversations with a pool were seen. At most, for one machine: the time from the first
 * share that any pool or capture knows of to the last.
 * Does not see: wear, cooling, a slowed-down service, the hours of those who clean up; nor machines that nobody captured.
 */
import type { Case } from '../../model/case.ts';
import type { Observation } from '../../model/observation.ts';
import { ofKind } from '../evidence.ts';
import { counted } from '../words.ts';
import { accountsIn, formOf, isPublished } from './accounts.ts';
import { byHost, minedMs, sessionsIn } from './estimate/mining-time.ts';
import { clipped, dayOf, duration, figure, hoursOf, money } from './estimate/quantities.ts';
import { spanOf } from './estimate/spans.ts';

type Tariff = Observation<'tariff'>['value'];

/** How long was mined. */
export interface MiningTime {
  /** Machines that were seen at it. */
  readonly hosts: number;
  /** Milliseconds in which they were seen, all together. */
  readonly seenMs: number;
  /** The first and the last share that is known of, ISO 8601. */
  readonly first?: string;
  readonly last?: string;
}

/** Tariffs that are told of. */
const mostTariffs = 3;

/** What the mining of a case cost its victim: lines for people. Nothing without mining, a time or a tariff. */
export function victimCostIn(evidence: Case): readonly string[] {
  const tariffs = ofKind(evidence, 'tariff').map(({ value }) => value);
  if (tariffs.length === 0) return [];
  const time = miningTime(evidence);
  if (time.seenMs === 0 && knownSpan(time) === 0) return [];
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
  const hosts = [...byHost(sessionsIn(evidence).filter(({ value }) => value.submits > 0)).values()];
  const sessions = hosts.flat().flatMap(({ value }) => [value.start ?? [], value.end ?? []].flat());
  const known = [...sessions, ...sharesRecorded(evidence)].sort((a, b) => Date.parse(a) - Date.parse(b));
  const [first, last] = [known[0], known.at(-1)];
  return {
    hosts: hosts.length,
    seenMs: hosts.reduce((total, its) => total + minedMs(its), 0),
    ...(first === undefined ? {} : { first }),
    ...(last === undefined ? {} : { last }),
  };
}

/** When pools saw the first and the last share for the accounts of the case. */
function sharesRecorded(evidence: Case): string[] {
  const accounts = accountsIn(evidence).filter((account) => !isPublished(account));
  const forms = new Set(accounts.flatMap((account) => [...account.forms]));
  return ofKind(evidence, 'pool-record')
    .filter(({ value }) => forms.has(formOf(value.address)))
    .flatMap(({ value }) => [value.firstShare ?? [], value.lastShare ?? []].flat());
}

function knownSpan({ first, last }: MiningTime): number {
  const span = spanOf(first, last);
  return span === undefined ? 0 : span.to - span.from;
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
      : `${figure(watts ?? 0)} watts more than at rest, at ${figure(price)} ${currency} a kilowatt-hour`;
  return `${rate}; ${clipped(provenance.source, 120)}`;
}

function seen({ currency }: Tariff, { hosts, seenMs }: MiningTime, perHour: number): string | undefined {
  if (seenMs === 0) return undefined;
  const cost = money(hoursOf(seenMs) * perHour);
  const machines = hosts === 1 ? 'a machine' : counted(hosts, 'machine');
  return `the ${duration(seenMs)} in which ${machines} ${hosts === 1 ? 'was' : 'were'} seen mining cost ${cost} ${currency}, and that is the least`;
}

/** As much as one machine can have cost: nobody knows that it ran all the time. */
function whole({ currency }: Tariff, time: MiningTime, perHour: number): string | undefined {
  const ms = knownSpan(time);
  if (ms <= time.seenMs || time.first === undefined || time.last === undefined) return undefined;
  const cost = money(hoursOf(ms) * perHour);
  return `one machine that mined all the time from the first share that is known of (${dayOf(time.first)}) to the last (${dayOf(time.last)}) cost up to ${cost} ${currency}`;
}
