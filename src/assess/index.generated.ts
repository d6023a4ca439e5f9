// Written by `npm run generate`: do not edit.
import type { Assessor } from '../model/units.ts';

/** Every unit of this stage. */
export const assessors: readonly Assessor[] = [
];
