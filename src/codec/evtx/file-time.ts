/**
 * The two clocks of Windows as text and as milliseconds.
 * Source: MS-DTYP, sections 2.3.3 (FILETIME: 100 ns since 1601) and 2.3.13 (SYSTEMTIME).
 */
const secondsTo1970 = 11_644_473_600;
/** What 2^32 ticks are: 429 seconds and 4,967,296 ticks. Kept apart, no number passes 2^53 before the year 27000. */
const highSeconds = 429;
const highTicks = 4_967_296;
const ticksPerSecond = 10_000_000;
/** Of the year 9999, the last with four digits. */
const latestSecond = 253_402_300_799;

/** Seconds since 1970 and what remains, in units of 100 ns; undefined beyond the year 9999. */
function split(view: DataView, at: number): { seconds: number; ticks: number } | undefined {
  const high = view.getUint32(at + 4, true);
  const rest = high * highTicks + view.getUint32(at, true);
  const whole = Math.floor(rest / ticksPerSecond);
  const seconds = high * highSeconds + whole - secondsTo1970;
  return seconds > latestSecond ? undefined : { seconds, ticks: rest - whole * ticksPerSecond };
}

/** Milliseconds since 1970; undefined where the clock was not set, or stands beyond the year 9999. */
export function fileTimeMs(view: DataView, at: number): number | undefined {
  const time = split(view, at);
  return time && time.seconds > -secondsTo1970 ? time.seconds * 1000 + Math.floor(time.ticks / 10_000) : undefined;
}

/** The second that was written last: records of a log follow each other closely. */
const latest = { seconds: Number.NaN, text: '' };

/** ISO 8601 with seven decimals, as the event viewer shows it; undefined beyond the year 9999. */
export function fileTimeText(view: DataView, at: number): string | undefined {
  const time = split(view, at);
  if (!time) return undefined;
  if (time.seconds !== latest.seconds) {
    latest.seconds = time.seconds;
    latest.text = new Date(time.seconds * 1000).toISOString().slice(0, 19);
  }
  return `${latest.text}.${String(time.ticks).padStart(7, '0')}Z`;
}

/** Bytes of such a text, and of its part up to the second. */
const textLength = '2026-01-01T00:00:00.0000000Z'.length;
const toSecond = '2026-01-01T00:00:00'.length;

/** Milliseconds since 1970 of such a text; undefined where it is none. */
export function timeOfText(text: string): number | undefined {
  const known = latest.text !== '' && text.length === textLength && text.startsWith(latest.text);
  const ms = known ? latest.seconds * 1000 + Number(text.slice(toSecond + 1, toSecond + 4)) : Date.parse(text);
  return Number.isNaN(ms) ? undefined : ms;
}

/** ISO 8601 with milliseconds: year, month, day of the week, day, hour, minute, second, millisecond, as it stands there. */
export function systemTimeText(view: DataView, at: number): string {
  const part = (index: number, digits: number): string =>
    String(view.getUint16(at + 2 * index, true)).padStart(digits, '0');
  const date = `${part(0, 4)}-${part(1, 2)}-${part(3, 2)}`;
  return `${date}T${part(4, 2)}:${part(5, 2)}:${part(6, 2)}.${part(7, 3)}Z`;
}
