// Written by `npm run generate`: do not edit.
import type { Detector } from '../model/units.ts';

/** Every unit of this stage. */
export const detectors: readonly Detector[] = [
];
