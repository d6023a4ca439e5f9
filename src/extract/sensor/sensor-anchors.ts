/** Texts that make a record of a sensor worth reading: names of pools, agents of miners, words of alarms, ports of pools. */
import { alarmAnchors } from '../../intel/alarm-words.ts';
import { poolPorts } from '../../intel/pool-ports.ts';
import { knownPools } from '../../intel/pools.ts';
import { minerNames } from '../../intel/terms.ts';
import type { Anchor } from '../../model/anchor.ts';

export const wordAnchors: readonly Anchor[] = [
  ...knownPools.map(({ domain }) => domain),
  ...minerNames.map(({ text }) => text),
  ...alarmAnchors,
].map((text) => ({ text, fold: true }));

/**
 * A pool's port where Zeek (`"id.resp_p":3333,"proto":"tcp"`) and Suricata (`"dest_port":3333,"proto":"TCP"`) write the
 * server's. The name before it is left out: it stands in every line, and the sieve would stop at each.
 */
export const portAnchors: readonly Anchor[] = poolPorts.map((port) => ({ text: `:${port},"proto` }));
