/**
 * Which way work goes to whoever pays for it, in words: through a pool, or through a proxy with the pool unseen behind it.
 * Only traffic shows that: a tunnel whose target was not read, and a machine that takes sessions and hands them on.
 * Does not see: a proxy that looks like a pool, where what it says to the pool was not captured.
 */
import type { Case } from '../../model/case.ts';
import { addressOf } from '../../model/endpoint.ts';
import { type Destination, ofKind } from '../evidence.ts';
import { listed } from '../words.ts';

/** `, mined through pool.example`; empty where no host is known. */
export function wayInWords(evidence: Case, destinations: readonly Destination[], isSeen: boolean): string {
  const sessions = ofKind(evidence, 'stratum-session').map(({ value }) => value);
  const tunnels = new Set(
    sessions.flatMap(({ through, host, server }) => (through && host === undefined ? addressOf(server) : [])),
  );
  const machines = new Set(sessions.map(({ client }) => addressOf(client)));
  const hosts = destinations.map(({ host }) => host);
  const proxies = hosts.filter((host) => tunnels.has(host));
  const others = hosts.filter((host) => !tunnels.has(host));
  // What a proxy of the house takes in, it hands on: to a pool that stands here by itself, unless all are one machine.
  const outside = others.filter((host) => !machines.has(host));
  const pools = outside.length > 0 ? outside : others;
  const does = isSeen ? 'mined' : 'to be mined';
  const way = [
    ...(pools.length > 0 ? [listed(pools)] : []),
    ...(proxies.length > 0 ? [`a proxy at ${listed(proxies)}; the pool behind it is not seen`] : []),
  ];
  return way.length > 0 ? `, ${does} through ${way.join(', and through ')}` : '';
}
