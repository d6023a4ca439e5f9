// Written by `npm run generate`: do not edit.
import type { EventExtractor } from '../model/log-units.ts';

/** Every unit of this stage. */
export const eventExtractors: readonly EventExtractor[] = [
];
