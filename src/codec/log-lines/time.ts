/** Times as logs write them. A time without its zone is none: which one was meant would be a guess. */

/** Years 1970 to 2100, in milliseconds since 1970: what lies outside is no time of a log. */
const latest = 4_102_444_800_000;

/** Milliseconds since 1970, where they are a time that a log may hold. */
function within(ms: number): number | undefined {
  return ms >= 0 && ms <= latest ? ms : undefined;
}

/** Seconds since 1970, with a fraction: `1763913600.123456`. Gives milliseconds. */
export function timeOfSeconds(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : within(Math.round(seconds * 1000));
}

/** `2026-11-23T16:00:00.123456+0000`, or with `Z`. Gives milliseconds since 1970. */
export function timeOfText(text: string | undefined): number | undefined {
  const parts = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d{1,9})?(Z|[+-]\d\d:?\d\d)$/.exec(text?.slice(0, 40) ?? '');
  if (!parts) return undefined;
  const [, whole, fraction = '', zone = 'Z'] = parts;
  const colon = zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone;
  return within(Date.parse(`${whole}${fraction.slice(0, 4)}${colon}`));
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Nov` as `11`; `00`, which no date has, for what is no month. */
export function monthNumber(name: string): string {
  return String(months.indexOf(name) + 1).padStart(2, '0');
}

/** As observations write it; nothing where there is no time. */
export function isoTime(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : new Date(ms).toISOString();
}
