// Written by `npm run generate`: do not edit.
import type { LogFormat } from '../model/log-units.ts';

/** Every unit of this stage. */
export const logFormats: readonly LogFormat[] = [
];
