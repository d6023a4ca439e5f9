/**
 * What ties two cases together, and what does not. The same account or an actor's own server is a tie. The base address
 * of a service, a public pool, an address for donations, an example and a bare network address are shared by unrelated
 * people. A name that the case does not mine at or for (a rival's pool in a list of what to kill) is none either.
 */
import { knownPool } from '../../intel/pools.ts';
import { knownWallet } from '../../intel/wallets/known-wallet.ts';
import type { Incident } from '../../model/analyst-payloads.ts';
import type { Case } from '../../model/case.ts';
import { destinations, ofKind } from '../evidence.ts';
import { cut } from '../long-names.ts';
import { accountsIn, formOf } from '../money/accounts.ts';
import { shortened } from '../words.ts';
import { earningAccounts } from './accounts.ts';

export interface Shared {
  /** What ties, as the earlier case has it. */
  readonly shared: readonly string[];
  /** What is shared and ties nobody, each as a clause. */
  readonly noTie: readonly string[];
}

/** A login shorter than this is anyone's. */
const shortestLogin = 8;

/** Looks the case through once, and then takes any number of earlier ones. */
export function tiesTo(evidence: Case): (incident: Incident) => Shared {
  const accounts = new Set(earningAccounts(evidence).flatMap(({ forms }) => [...forms]));
  const hosts = new Set(destinations(evidence).map(({ host }) => host.toLowerCase()));
  const bases = new Set(accountsIn(evidence).flatMap(({ wallet, paymentId }) => (paymentId && wallet?.base) || []));
  const wallets = new Set(ofKind(evidence, 'wallet').map(({ value }) => formOf(value.address)));
  const isTie = (text: string, host: string): boolean =>
    hosts.has(host) ? isNamedServer(host) : text.length >= shortestLogin && accounts.has(text) && !bases.has(text);
  const whyNone = (text: string, host: string): string | undefined => {
    if (hosts.has(host)) return `${cut(host)} is used by unrelated people`;
    if (bases.has(text)) return `the base ${shortened(text)} may be a service's, whose customers share it`;
    return wallets.has(text) ? notPaid(text) : undefined;
  };
  return ({ indicators }) => {
    const shared: string[] = [];
    const noTie: string[] = [];
    for (const indicator of new Set(indicators)) {
      const [text, host] = [formOf(indicator), indicator.toLowerCase().replace(/\.$/, '')];
      const why = isTie(text, host) ? undefined : whyNone(text, host);
      if (isTie(text, host)) shared.push(indicator);
      else if (why !== undefined) noTie.push(why);
    }
    return { shared, noTie };
  };
}

function notPaid(address: string): string {
  const known = knownWallet({ address, type: 'other' })?.known;
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
