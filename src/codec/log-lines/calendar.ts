/** Days and hours of a log as one number. What no calendar has (a 31st of February, an hour 25) is no time. */

const monthNames = 'JanFebMarAprMayJunJulAugSepOctNovDec';
const daysOf = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const minuteMs = 60_000;
/** Zones reach from 12 hours west to 14 hours east. Minutes. */
const furthestZone = 14 * 60;

/**
 * Milliseconds since 1970, as if in UTC.
 *
 * @param month 1 to 12
 */
export function utcMs(
  year: number,
  month: number,
  day: number,
  hours: number,
  minutes: number,
  seconds: number,
  ms = 0,
): number | undefined {
  const most = daysOf[month - 1] ?? 0;
  if (!(year >= 1970 && year <= 2100 && day >= 1 && day <= most && hours >= 0 && hours <= 23)) return undefined;
  // A leap second is written as the 60th.
  if (!(minutes >= 0 && minutes <= 59 && seconds >= 0 && seconds <= 60 && ms >= 0)) return undefined;
  return Date.UTC(year, month - 1, day, hours, minutes, seconds, Math.trunc(ms));
}

/** The month whose English name begins at `at`, 1 to 12; 0 where none does. */
export function monthAt(text: string, at: number): number {
  const place = monthNames.indexOf(text.slice(at, at + 3));
  return place >= 0 && place % 3 === 0 && text.length >= at + 3 ? place / 3 + 1 : 0;
}

/** The number that `count` digits at `at` write; NaN where one of them is none. */
export function digitsAt(text: string, at: number, count: number): number {
  let value = 0;
  for (let i = at; i < at + count; i++) {
    const digit = text.charCodeAt(i) - 0x30;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

/** How far a zone's clock is ahead of UTC, in milliseconds: `Z`, `+01:00`, `+0100`, `+01`; undefined where it is none. */
export function zoneMs(zone: string): number | undefined {
  if (zone === 'Z' || zone === 'UTC' || zone === 'GMT') return 0;
  const sign = zone.startsWith('+') ? 1 : zone.startsWith('-') ? -1 : 0;
  const minutesAt = zone.charAt(3) === ':' ? 4 : 3;
  if (sign === 0 || (zone.length !== 3 && zone.length !== minutesAt + 2)) return undefined;
  const hours = digitsAt(zone, 1, 2);
  const minutes = zone.length === 3 ? 0 : digitsAt(zone, minutesAt, 2);
  const ahead = hours * 60 + minutes;
  return minutes <= 59 && ahead <= furthestZone ? sign * ahead * minuteMs : undefined;
}
