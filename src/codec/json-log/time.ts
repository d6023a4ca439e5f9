/** Times as JSON logs write them: a text in some style, or a number of seconds or parts of them since 1970. */
import type { LogTime } from '../../model/log-event.ts';
import { stampOf } from '../application-log/stamp.ts';
import type { JsonValue } from '../json/document.ts';
import { clfTime } from '../log-lines/common-log-time.ts';

/** What a number is counted in, by its size: since 2001, seconds have ten digits. Each to make milliseconds of it. */
const units: readonly (readonly [number, number])[] = [
  [1e9, 1e3],
  [1e12, 1],
  [1e15, 1e-3],
  [1e18, 1e-6],
];
const tenfold = 10;

export function timeIn(value: JsonValue | undefined): LogTime | undefined {
  if (typeof value === 'number') return timeOfNumber(value);
  if (typeof value !== 'string' || value.length > 64) return undefined;
  if (/^\d{10}(?:\.\d{1,9})?$|^(?:\d{13}|\d{16}|\d{19})$/.test(value)) return timeOfNumber(Number(value));
  return stampOf(value)?.time ?? clfTime(value);
}

function timeOfNumber(value: number): LogTime | undefined {
  const unit = units.find(([least]) => value >= least && value < least * tenfold);
  return unit === undefined ? undefined : { ms: Math.round(value * unit[1]) };
}
