// Written by `npm run generate`: do not edit.
import type { Extractor } from '../model/units.ts';

/** Every unit of this stage. */
export const extractors: readonly Extractor[] = [
];
