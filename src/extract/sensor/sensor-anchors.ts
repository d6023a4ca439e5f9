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

/** A port as JSON writes it under this name, close up as sensors do or with the space that other tools put there. */
export function portAnchors(field: string): Anchor[] {
  return poolPorts.flatMap((port) => [{ text: `"${field}":${port}` }, { text: `"${field}": ${port}` }]);
}
