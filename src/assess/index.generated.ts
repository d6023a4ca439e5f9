// Written by `npm run generate`: do not edit.
import type { Assessor } from '../model/units.ts';
import { entry } from './entry.ts';
import { gone } from './gone.ts';
import { money } from './money.ts';
import { reach } from './reach.ts';
import { what } from './what.ts';
import { who } from './who.ts';

/** Every unit of this stage. */
export const assessors: readonly Assessor[] = [
  entry,
  gone,
  money,
  reach,
  what,
  who,
];
