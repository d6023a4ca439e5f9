/** The money trail: pools with their logins, and every wallet that is paid, decoded; the same ones told once. */
import type { Observation } from '../../model/observation.ts';
import type { Pool, Wallet } from '../../model/payloads.ts';
import { poolAddress } from '../describe.ts';
import { artifactPiece, type EvidenceIndex, restsOn, within } from '../evidence-index.ts';
import type { Page, Piece, Words } from '../page.ts';
import { counted, rung, shortened } from '../words.ts';

const labelAt = 8;
const indent = 20;
/** Pools and wallets that are told; the JSON has all. */
const shown = 8;
const placesShown = 2;

interface Told<T> {
  readonly value: T;
  readonly seen: Observation[];
}

export function writeMoneyTrail(page: Page, index: EvidenceIndex): void {
  const evidence = evidenceForMining(index);
  const pools = together(evidence.flatMap(poolsOf), (pool) => JSON.stringify(pool));
  const paid = new Set(pools.flatMap(({ value }) => [value.wallet ?? '', value.login ?? '']));
  const wallets = together(
    index.report.observations.flatMap((seen) =>
      seen.kind === 'wallet' && (paid.has(seen.value.address) || evidence.includes(seen))
        ? [{ value: seen.value, seen }]
        : [],
    ),
    (wallet) => wallet.address,
  );
  const decoded = new Set(wallets.map(({ value }) => value.address));
  for (const pool of pools.slice(0, shown)) writePool(page, pool, decoded, index);
  writeMore(page, pools.length - shown, 'pool');
  for (const wallet of wallets.slice(0, shown)) writeWallet(page, wallet, paid, index);
  writeMore(page, wallets.length - shown, 'wallet');
  if (pools.length + wallets.length > 0) page.gap();
}

/** What the findings that say `configured` or `active` rest on: a pool in a blocklist earns nobody anything. */
function evidenceForMining(index: EvidenceIndex): Observation[] {
  const mining = index.report.findings.filter((finding) => rung[finding.stage] >= rung.configured);
  const evidence = mining.flatMap((finding) => restsOn(finding.because, index));
  return [...new Set(evidence.map((seen) => (seen.kind === 'stratum-session' ? loginOf(seen, index) : seen)))];
}

/** The configuration that a session's login gave, which has the login taken apart; or the session itself. */
function loginOf(session: Observation, index: EvidenceIndex): Observation {
  const wire = index.report.observations.find(
    ({ kind, value, at }) => kind === 'mining-config' && value.source === 'wire' && at.artifact === session.at.artifact,
  );
  return wire ?? session;
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

function together<T>(list: readonly { value: T; seen: Observation }[], key: (value: T) => string): Told<T>[] {
  const groups = new Map<string, Told<T>>();
  for (const { value, seen } of list) {
    const known = groups.get(key(value));
    if (known) known.seen.push(seen);
    else groups.set(key(value), { value, seen: [seen] });
  }
  return [...groups.values()];
}

/** `decoded` are the addresses that are told in full below. */
function writePool(page: Page, told: Told<Pool>, decoded: ReadonlySet<string>, index: EvidenceIndex): void {
  const { value: pool, seen } = told;
  const account = pool.wallet ?? (decoded.has(pool.login ?? '') ? pool.login : undefined);
  page.gap();
  row(page, 'pool', [{ text: poolAddress(pool), tone: 'strong' }, pool.tls ? ' over TLS' : '']);
  row(page, 'zone', zoneOf(pool.host, index));
  row(page, 'account', account !== undefined && decoded.has(account) ? shortened(account) : account);
  row(page, 'login', pool.login === account ? undefined : pool.login);
  if (account === undefined || !decoded.has(account) || pool.login !== account) row(page, 'payment id', pool.paymentId);
  row(page, 'worker', pool.worker);
  row(page, 'e-mail', pool.email);
  row(page, 'password', pool.password);
  row(page, 'rig', pool.rigId);
  row(page, 'difficulty', pool.difficulty?.toString());
  row(page, 'proxy', pool.proxy);
  row(page, 'seen in', places(seen, index));
}

function writeWallet(page: Page, told: Told<Wallet>, paid: ReadonlySet<string>, index: EvidenceIndex): void {
  const { value: wallet, seen } = told;
  page.gap();
  row(page, 'wallet', { text: wallet.address, exact: true, tone: 'strong' });
  row(page, 'is', walletForm(wallet));
  row(page, 'payment id', wallet.paymentId);
  row(page, 'base', wallet.base === undefined ? undefined : { text: wallet.base, exact: true });
  if (wallet.known !== undefined) row(page, wallet.known, wallet.knownWhy ?? 'known');
  // Where a pool names the account, its place has been told.
  if (!paid.has(wallet.address)) row(page, 'seen in', places(seen, index));
}

/** Why the zone that a pool's name lies in matters, where that was seen. */
function zoneOf(host: string, index: EvidenceIndex): string | undefined {
  for (const { kind, value } of index.report.observations)
    if (kind === 'network-name' && value.name.toLowerCase() === host.toLowerCase())
      return value.zone === undefined || value.why.includes(value.zone) ? value.why : `${value.zone}: ${value.why}`;
  return undefined;
}

/** `a Monero integrated address; its checksum holds`. */
function walletForm(wallet: Wallet): string {
  const network = wallet.network === 'mainnet' ? '' : ` on ${wallet.network}`;
  const check = wallet.checksumValid ? 'its checksum holds' : 'its form has no checksum';
  const others = wallet.otherCoins?.length ? `; ${wallet.otherCoins.join(', ')} addresses look the same` : '';
  return `${wallet.coin}, ${wallet.type}${network}; ${check}${others}`;
}

function places(seen: readonly Observation[], index: EvidenceIndex): Words {
  const words: (string | Piece)[] = [];
  for (const { at } of seen.slice(0, placesShown)) {
    if (words.length > 0) words.push('; ');
    words.push(artifactPiece(at.artifact, index), within(at));
  }
  if (seen.length > placesShown) words.push(` and ${counted(seen.length - placesShown, 'more place')}`);
  return words;
}

function row(page: Page, label: string, words: Words | undefined): void {
  if (words !== undefined) page.paragraph(words, { indent, label: { text: label, tone: 'quiet' }, labelAt });
}

function writeMore(page: Page, more: number, what: string): void {
  if (more > 0)
    page.paragraph(
      { text: `and ${counted(more, `more ${what}`)} (--format json has all)`, tone: 'quiet' },
      { indent: labelAt },
    );
}
