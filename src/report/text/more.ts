/** Nothing is cut silently. */
import type { Sheet } from '../sheet.ts';
import { counted } from '../words.ts';

/** `and 12 more pools (--format json has all)`, where something was left out. */
export function writeMore(sheet: Sheet, left: number, one: string, many: string = `${one}s`): void {
  if (left > 0)
    sheet.line({ text: `and ${counted(left, `more ${one}`, `more ${many}`)} (--format json has all)`, tone: 'quiet' });
}
