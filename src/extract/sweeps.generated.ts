// Written by `npm run generate`: do not edit.
import type { SweepExtractor } from '../model/units.ts';

/** Every unit of this stage. */
export const sweeps: readonly SweepExtractor[] = [
];
