// Written by `npm run generate`: do not edit.
import type { Probe } from '../model/machine-units.ts';

/** Every unit of this stage. */
export const probes: readonly Probe[] = [
];
