/**
 * A machine that looks for a pool or is connected to one, by names, ports, lengths and amounts alone, whoever wrote them
 * down: a capture, a sensor, a resolver, a proxy. Which names only miners use: intel/pool-names.ts.
 * The rule, by the strongest trace of one machine and one pool:
 * - `mention`: the pool's web site was looked up or opened, a miner's name was looked up once or twice, or so many pools
 *   were looked up that a list was being checked.
 * - `configured`, low: a name that only miners use was looked up again and again, also where the resolver blocks it;
 *   a short or denied connection to such a name, or to any name of a pool at a port that is no web site's.
 * - `configured`, moderate: a TLS handshake with a pool on a port that is no web site's; ten minutes or more of slow
 *   traffic in both directions with a name that miners use.
 * - `configured`, high: the same for an hour or more.
 * Hosts that are in no list: `configured`, moderate, where the program calls itself a miner; `capability`, low, where a
 * tunnel to a port of pools was long and slow.
 * Never `active`: nothing of what was said was read. Rhythm is network/encrypted-cadence's, read sessions are
 * network/pool-session's. Does not see: any other host that is in no list, which is what private proxies are for.
 */

import { addressOf } from '../../model/endpoint.ts';
import type { Because, Confidence, Stage } from '../../model/finding.ts';
import type { Observation } from '../../model/observation.ts';
import { any, type Claim, type Detector, defineDetector, saw } from '../../model/units.ts';
import { type Contact, type ContactKind, contactsOf } from './pool-contact-groups.ts';
import { type Sign, type Strength, signsOf, strengths } from './pool-contact-signs.ts';
import { strangers } from './pool-contact-strangers.ts';

/** Traces that a claim names. */
const mostNamed = 20;

/** Pools whose names one machine looks up without ever connecting: no miner's list of pools is as long. */
const poolsOfList = 8;
/** Lookups of one pool. Who goes through a list asks now and then, who mines asks all day. */
const lookupsOfList = 20;

const verdicts: Readonly<Record<Strength, { readonly stage: Stage; readonly confidence: Confidence }>> = {
  named: { stage: 'mention', confidence: 'moderate' },
  sought: { stage: 'configured', confidence: 'low' },
  reached: { stage: 'configured', confidence: 'moderate' },
  kept: { stage: 'configured', confidence: 'high' },
};

export const poolContact: Detector<ContactKind> = defineDetector({
  id: 'pool-contact',
  title: 'A machine looks for a mining pool or is connected to one',
  stage: 'configured',
  techniques: ['T1496.001'],
  confidence: 'moderate',
  needs: ['name-lookup', 'tls-handshake', 'http-request', 'flow-cadence'],
  couldBe: ['the owner of the machine mines on purpose', "a security tool's or a researcher's own test"],
  *detect(seen) {
    const resolvers = resolversIn(seen['name-lookup']);
    const { lists, single } = apartFromLists(contactsOf(seen));
    const mentions = new Map<string, Weighed[]>();
    for (const contact of single) {
      const weighed = weigh(contact);
      if (weighed.best.strength !== 'named') yield claimOf(weighed, resolvers);
      else addTo(mentions, contact.pool.domain, weighed);
    }
    for (const [domain, visits] of mentions) yield mentionOf(domain, visits);
    for (const list of lists) yield listOf(list);
    yield* strangers(seen['http-request']);
  },
});

function addTo<T>(groups: Map<string, T[]>, key: string, one: T): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [one]);
  else group.push(one);
}

interface Weighed {
  readonly contact: Contact;
  readonly best: Sign;
  /** The strongest first. */
  readonly signs: readonly Sign[];
}

function weigh(contact: Contact): Weighed {
  const rank = ({ strength }: Sign): number => strengths.indexOf(strength);
  const signs = signsOf(contact).sort((a, b) => rank(b) - rank(a));
  const [best] = signs;
  if (best === undefined) throw new Error('a contact has at least one trace');
  return { contact, best, signs };
}

// --- claims ---------------------------------------------------------------------------------------------------

function claimOf({ contact, best, signs }: Weighed, resolvers: ReadonlySet<string>): Claim {
  const { machine } = contact;
  const forwards = machine !== undefined && resolvers.has(machine);
  const who = machine === undefined ? 'A machine' : forwards ? `${machine}, a resolver that asks for others,` : machine;
  return {
    ...verdicts[best.strength],
    title: `${who} ${best.does}`,
    because: leaves(signs),
    couldBe: [...(forwards ? [behindResolver] : []), ...readingsOf(contact, best)],
  };
}

/** Who came across a pool: one claim a pool, for a company has many visitors. */
function mentionOf(domain: string, visits: readonly Weighed[]): Claim {
  const [first] = visits;
  const machines = new Set(visits.map(({ contact }) => contact.machine ?? ''));
  const one = `${first?.contact.machine ?? 'Somebody'} ${first?.best.does ?? ''}`;
  return {
    ...verdicts.named,
    title: machines.size > 1 ? `${machines.size} machines came across the pool ${domain}` : one,
    because: leaves(visits.flatMap(({ signs }) => signs)),
    couldBe: first === undefined ? [] : readingsOf(first.contact, first.best),
    techniques: [],
  };
}

/** Somebody who goes through a list of pools. */
function listOf(contacts: readonly Contact[]): Claim {
  return {
    ...verdicts.named,
    title: `${contacts[0]?.machine ?? 'Somebody'} looked up the names of ${contacts.length} pools and connected to none that was seen`,
    because: leaves(contacts.flatMap((contact) => signsOf(contact).slice(0, 1))),
    couldBe: ['a blocklist that is being tested', 'a security tool that looks up a list of pools', behindResolver],
    techniques: [],
  };
}

function leaves(signs: readonly Sign[]): Because {
  return any(...signs.slice(0, mostNamed).map(({ seen, why }) => saw(seen, why)));
}

// --- innocent readings ----------------------------------------------------------------------------------------

const behindResolver = 'the machine is a resolver or a gateway that asks for others: look for the one behind it';

function readingsOf({ pool, lookups, machine }: Contact, { strength, seen }: Sign): string[] {
  if (pool.kind === 'browser')
    return ['a person who opened a page that holds such a script', "a blocker's or a researcher's test of the name"];
  if (strength === 'named') return ["a person who visits the pool's page", "a security tool's own lookups"];
  const readings = ['the owner of the machine mines on purpose', "a security tool's or a researcher's own test"];
  if (seen.kind === 'name-lookup') readings.push('a blocklist that is being tested');
  if (lookups.length > 0 && machine !== undefined) readings.push(behindResolver);
  return readings;
}

/** Addresses that answer others. Their own lookups are those of whoever asked them. */
function resolversIn(lookups: readonly Observation<'name-lookup'>[]): ReadonlySet<string> {
  const clients = new Set(lookups.flatMap(({ value }) => (value.client === undefined ? [] : addressOf(value.client))));
  const resolvers = lookups.flatMap(({ value: { client, resolver } }) =>
    resolver === undefined || resolver === client ? [] : addressOf(resolver),
  );
  return new Set(resolvers.filter((address) => clients.has(address)));
}

/** Takes out the machines that only go through a list. */
function apartFromLists(contacts: readonly Contact[]): { lists: Contact[][]; single: Contact[] } {
  const byMachine = new Map<string, Contact[]>();
  for (const contact of contacts) addTo(byMachine, contact.machine ?? '', contact);
  const lists = [...byMachine].flatMap(([machine, own]) => (machine !== '' && isList(own) ? [own] : []));
  const listed = new Set(lists.flat());
  return { lists, single: contacts.filter((contact) => !listed.has(contact)) };
}

function isList(contacts: readonly Contact[]): boolean {
  return contacts.length >= poolsOfList && contacts.every(isLookedUpOnly);
}

function isLookedUpOnly({ lookups, handshakes, requests, flows }: Contact): boolean {
  const times = lookups.reduce((sum, { seen }) => sum + (seen.value.times ?? 1), 0);
  return handshakes.length + requests.length + flows.length === 0 && times <= lookupsOfList;
}
