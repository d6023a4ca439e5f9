/**
 * Requests through a proxy or past a sensor to hosts that are in no list of pools: by programs that call themselves
 * miners, and hours of a tunnel to a port at which pools listen.
 */
import { isMinerAgent } from '../../intel/alarm-words.ts';
import { isLongAndSlow } from '../../intel/long-and-slow.ts';
import { poolName } from '../../intel/pool-names.ts';
import { poolPort } from '../../intel/pool-ports.ts';
import { addressOf } from '../../model/endpoint.ts';
import type { Observation } from '../../model/observation.ts';
import { any, type Claim, saw } from '../../model/units.ts';
import { inWords } from './pool-contact-signs.ts';

type Request = Observation<'http-request'>;

/** Requests that a claim names. */
const mostNamed = 20;

export function* strangers(requests: readonly Request[]): Generator<Claim> {
  const groups = new Map<string, [Request, ...Request[]]>();
  for (const request of requests) {
    const { client, host, port, agent = '' } = request.value;
    if ((host !== undefined && poolName(host) !== undefined) || !(isMinerAgent(agent) || isPoolTunnel(request)))
      continue;
    const key = JSON.stringify([client === undefined ? '' : addressOf(client), host, port, isMinerAgent(agent)]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [request]);
    else group.push(request);
  }
  for (const group of groups.values())
    yield isMinerAgent(group[0].value.agent ?? '') ? namedMiner(group) : tunnel(group);
}

function isPoolTunnel({ value }: Request): boolean {
  return (
    value.tunnel === true && value.port !== undefined && poolPort(value.port) !== undefined && isLongAndSlow(value)
  );
}

/** A program's name for itself is its own word, and one that only a miner gives. */
function namedMiner(group: readonly [Request, ...Request[]]): Claim {
  const { agent = '' } = group[0].value;
  return {
    stage: 'configured',
    confidence: 'moderate',
    title: `${whoOf(group[0])} asked ${whereOf(group[0])} as ${agent.slice(0, 60)}, which is a miner's name`,
    because: any(...group.slice(0, mostNamed).map((one) => saw(one, 'the program calls itself a miner'))),
    couldBe: ['the owner of the machine mines on purpose', 'a test that writes that name'],
  };
}

function tunnel(group: readonly [Request, ...Request[]]): Claim {
  const longest = Math.max(...group.map(({ value }) => value.seconds ?? 0));
  const why = 'long and slow, as jobs and shares are, to a port at which pools listen; the host is in no list of pools';
  return {
    stage: 'capability',
    confidence: 'low',
    title: `${whoOf(group[0])} passed the proxy to ${whereOf(group[0])}, a port of pools, for ${inWords(longest)}`,
    because: any(...group.slice(0, mostNamed).map((one) => saw(one, why))),
    couldBe: [
      'any other service at that port that keeps a connection open',
      'the owner of the machine mines on purpose',
    ],
  };
}

function whoOf({ value: { client } }: Request): string {
  return client === undefined ? 'A machine' : addressOf(client);
}

function whereOf({ value: { host, port, server } }: Request): string {
  return host === undefined ? (server ?? 'a server') : `${host}${port === undefined ? '' : `:${port}`}`;
}
