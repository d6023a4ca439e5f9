/**
 * What ties two cases together, and what does not. The same account or an actor's own server is a tie. The base address
 * of a service, a public pool, an address for donations, an example and a bare network address are shared by unrelated
 * people. A name that the case does not mine at or for (a rival's pool in a list of what to kill) is none either.
 */
import { knownPool } from '../../intel/pools.ts';
import { knownWallet } from '../../intel/wallets/known-wallet.ts';
import type { Incident } from '../../model/analyst-payloads.ts';
import type { Case } from '../../model/case.ts';
import { destinations, ofKind, paidWallets } from '../evidence.ts';
import { shortened } from '../words.ts';
import { minedFor } from './accounts.ts';

export interface Shared {
  /** What ties, exact. */
  readonly shared: readonly string[];
  /** What is shared and ties nobody, each as a clause. */
  readonly noTie: readonly string[];
}

/** A login shorter than this is anyone's. */
const shortestLogin = 8;

export function sharedWith(incident: Incident, evidence: Case): Shared {
  const accounts = minedFor(evidence);
  const hosts = new Set(destinations(evidence).map(({ host }) => host.toLowerCase()));
  const bases = new Set(paidWallets(evidence).flatMap(({ base }) => base ?? []));
  const wallets = new Set(ofKind(evidence, 'wallet').map(({ value }) => value.address));
  const shared: string[] = [];
  const noTie: string[] = [];
  for (const indicator of new Set(incident.indicators)) {
    const host = indicator.toLowerCase().replace(/\.$/, '');
    const known = knownWallet({ address: indicator, type: 'other' })?.known;
    if (accounts.has(indicator) && indicator.length >= shortestLogin && known === undefined) shared.push(indicator);
    else if (hosts.has(host) && isNamedServer(host)) shared.push(indicator);
    else if (hosts.has(host)) noTie.push(`${indicator} is used by unrelated people`);
    else if (bases.has(indicator))
      noTie.push(`the base ${shortened(indicator)} may be a service's, whose customers share it`);
    else if (wallets.has(indicator)) noTie.push(notPaid(indicator, known));
  }
  return { shared, noTie };
}

function notPaid(address: string, known: string | undefined): string {
  if (known === 'donation' || known === 'example') return `${shortened(address)} is a published ${known} address`;
  return `${shortened(address)} is named here, and nothing here mines for it`;
}

/** A server that somebody runs under a name of its own: no public pool, no bare address, nothing local. */
export function isNamedServer(host: string): boolean {
  if (!/[a-z]/i.test(host) || host.includes(':') || !host.includes('.')) return false;
  if (/\.(?:local|localhost|lan|internal|test|invalid|example)$|(?:^|\.)example\.(?:com|net|org)$/i.test(host))
    return false;
  const kind = knownPool(host)?.kind;
  return kind === undefined || kind === 'proxy';
}
