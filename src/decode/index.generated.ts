// Written by `npm run generate`: do not edit.
import type { Decoder } from '../model/units.ts';

/** Every unit of this stage. */
export const decoders: readonly Decoder[] = [
];
