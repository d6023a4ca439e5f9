/**
 * Where the money goes, as a report has it: the pools that are mined at, the accounts they pay, the service behind an
 * account, and what pools recorded. Pure and without words, so that the terminal writes it and the page draws it.
 */
import type { Observation } from '../model/observation.ts';
import type { Pool, Wallet } from '../model/payloads.ts';
import { type EvidenceIndex, restsOn } from './evidence-index.ts';
import { rung } from './words.ts';

/** A value that may stand in many places and is told once. */
interface Told<T> {
  readonly value: T;
  readonly seen: readonly Observation[];
}

export interface TrailPool extends Told<Pool> {
  /** The address that is mined for, where the login holds one. */
  readonly account?: string | undefined;
  /** Why the zone that the pool's name lies in matters. */
  readonly zone?: string | undefined;
}

export interface TrailWallet extends Told<Wallet> {
  /** A pool above names it as its account. */
  readonly isPaid: boolean;
}

/** A standard address that integrated ones fold to: the account of a service, where many customers share it. */
export interface TrailBase {
  readonly address: string;
  /** What is known of it, in a word and in a sentence with its source. */
  readonly known?: Wallet['known'];
  readonly knownWhy?: string | undefined;
  /** Addresses of the wallets that fold to it. */
  readonly wallets: readonly string[];
}

/** What one pool recorded of one account. */
export interface TrailPayer {
  readonly pool: string;
  /** A wallet's address where the record is about one that stands above; else as the pool was asked. */
  readonly account: string;
  /** What the pool said at different times, or what different sources say of it: the latest first. */
  readonly records: readonly Observation<'pool-record'>[];
}

export interface MoneyTrail {
  readonly pools: readonly TrailPool[];
  readonly wallets: readonly TrailWallet[];
  readonly bases: readonly TrailBase[];
  readonly payers: readonly TrailPayer[];
}

/** Everything in the order in which it was seen first. */
export function moneyTrail(index: EvidenceIndex): MoneyTrail {
  const zones = zonesIn(index);
  const evidence = evidenceForMining(index);
  const pools = together(evidence.flatMap(poolsOf), (pool) => JSON.stringify(pool));
  const paid = new Set(pools.flatMap(({ value }) => [value.wallet ?? '', value.login ?? '']));
  const wallets = together(walletsOf(index, paid, new Set(evidence)), (wallet) => wallet.address);
  const decoded = new Set(wallets.map(({ value }) => value.address));
  return {
    pools: pools.map((told) => ({
      ...told,
      account: told.value.wallet ?? (decoded.has(told.value.login ?? '') ? told.value.login : undefined),
      zone: zones.get(told.value.host.toLowerCase()),
    })),
    wallets: wallets.map((told) => ({ ...told, isPaid: paid.has(told.value.address) })),
    bases: basesOf(wallets.map(({ value }) => value)),
    payers: payersIn(index, wallets),
  };
}

/** What the findings that say `configured` or `active` rest on: a pool in a blocklist earns nobody anything. */
function evidenceForMining(index: EvidenceIndex): Observation[] {
  const mining = index.report.findings.filter((finding) => rung[finding.stage] >= rung.configured);
  const evidence = mining.flatMap((finding) => restsOn(finding.because, index));
  const logins = loginsIn(index);
  return [
    ...new Set(
      evidence.map((seen) => (seen.kind === 'stratum-session' ? (logins.get(seen.at.artifact) ?? seen) : seen)),
    ),
  ];
}

/** By artifact: the configuration that a session's login gave, which has the login taken apart. */
function loginsIn({ report }: EvidenceIndex): ReadonlyMap<string, Observation> {
  const logins = new Map<string, Observation>();
  for (const seen of report.observations)
    if (seen.kind === 'mining-config' && seen.value.source === 'wire' && !logins.has(seen.at.artifact))
      logins.set(seen.at.artifact, seen);
  return logins;
}

function poolsOf(seen: Observation): { value: Pool; seen: Observation }[] {
  if (seen.kind === 'mining-config') return seen.value.pools.map((value) => ({ value, seen }));
  if (seen.kind !== 'stratum-session') return [];
  const { server, host, login, worker, password } = seen.value;
  const { address, port } = endpoint(server);
  const taken = Object.entries({ login, worker, password, port }).filter(([, value]) => value !== undefined);
  return [{ value: { host: host ?? address, ...Object.fromEntries(taken) }, seen }];
}

/** Takes `address:port` apart, IPv6 in brackets. */
function endpoint(server: string): { address: string; port: number | undefined } {
  const colon = server.lastIndexOf(':');
  const port = Number(server.slice(colon + 1));
  const address = (colon < 0 ? server : server.slice(0, colon)).replace(/^\[|\]$/g, '');
  return { address, port: colon < 0 || !Number.isInteger(port) ? undefined : port };
}

/** Wallets that a pool pays, wherever they were seen, and those that a finding rests on. */
function walletsOf(
  index: EvidenceIndex,
  paid: ReadonlySet<string>,
  evidence: ReadonlySet<Observation>,
): { value: Wallet; seen: Observation }[] {
  return index.report.observations.flatMap((seen) =>
    seen.kind === 'wallet' && (paid.has(seen.value.address) || evidence.has(seen)) ? [{ value: seen.value, seen }] : [],
  );
}

/** By name: why the zone that it lies in matters, where that was seen. */
function zonesIn({ report }: EvidenceIndex): ReadonlyMap<string, string> {
  const zones = new Map<string, string>();
  for (const { kind, value } of report.observations) {
    if (kind !== 'network-name' || zones.has(value.name.toLowerCase())) continue;
    const { name, zone, why } = value;
    zones.set(name.toLowerCase(), zone === undefined || why.includes(zone) ? why : `${zone}: ${why}`);
  }
  return zones;
}

function basesOf(wallets: readonly Wallet[]): TrailBase[] {
  const bases = new Map<string, { address: string; wallets: string[] } & Pick<TrailBase, 'known' | 'knownWhy'>>();
  for (const { base, address, known, knownWhy } of wallets) {
    if (base === undefined) continue;
    const told = bases.get(base);
    if (told) told.wallets.push(address);
    else bases.set(base, { address: base, wallets: [address], ...(known ? { known, knownWhy } : {}) });
  }
  return [...bases.values()];
}

function payersIn(index: EvidenceIndex, wallets: readonly Told<Wallet>[]): TrailPayer[] {
  const accounts = accountForms(wallets.map(({ value }) => value));
  const payers = new Map<string, { pool: string; account: string; records: Observation<'pool-record'>[] }>();
  for (const seen of index.report.observations) {
    if (seen.kind !== 'pool-record') continue;
    const { pool, address } = seen.value;
    const account = accounts.get(address) ?? address;
    const key = JSON.stringify([pool.toLowerCase(), account]);
    const known = payers.get(key);
    if (known) known.records.push(seen);
    else payers.set(key, { pool, account, records: [seen] });
  }
  return [...payers.values()].map((payer) => ({ ...payer, records: latestFirst(payer.records) }));
}

/** How pools write one account: the integrated address, or its base and payment id with a sign between them. */
function accountForms(wallets: readonly Wallet[]): ReadonlyMap<string, string> {
  const forms = new Map<string, string>();
  for (const { address, base, paymentId } of wallets) {
    forms.set(address, address);
    if (base !== undefined && paymentId !== undefined)
      for (const sign of '.+:/') forms.set(`${base}${sign}${paymentId}`, address);
  }
  return forms;
}

/** The same words said twice are told once. */
function latestFirst(records: readonly Observation<'pool-record'>[]): Observation<'pool-record'>[] {
  const different = new Map<string, Observation<'pool-record'>>();
  for (const record of records) {
    const { item: _, says: __, ...figures } = record.value;
    const key = JSON.stringify(figures);
    if (!different.has(key)) different.set(key, record);
  }
  const when = ({ value }: Observation<'pool-record'>): string => value.asked ?? '';
  return [...different.values()].sort((a, b) => (when(a) < when(b) ? 1 : when(a) > when(b) ? -1 : 0));
}

function together<T>(list: readonly { value: T; seen: Observation }[], key: (value: T) => string): Told<T>[] {
  const groups = new Map<string, { value: T; seen: Observation[] }>();
  for (const { value, seen } of list) {
    const known = groups.get(key(value));
    if (known) known.seen.push(seen);
    else groups.set(key(value), { value, seen: [seen] });
  }
  return [...groups.values()];
}
