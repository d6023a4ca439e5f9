/** What a probe told, for tests: the sightings alone, or those that say something by themselves. */
import { expect } from 'vitest';
import type { MachineSighting, Probe } from '../src/model/machine-units.ts';
import { type Files, type MachineOptions, machineOf, runProbe } from './machine-tree.ts';

export function sightings(probe: Probe, files: Files, options?: MachineOptions): MachineSighting[] {
  return runProbe(probe, machineOf(files, options)).filter((one) => 'kind' in one);
}

export function openSightings(probe: Probe, files: Files, options?: MachineOptions): MachineSighting[] {
  return sightings(probe, files, options).filter(({ aside }) => !aside);
}

/** A sighting that gives at least these reasons. */
export function because(...why: string[]): object {
  return { value: { why: expect.arrayContaining(why) } };
}
