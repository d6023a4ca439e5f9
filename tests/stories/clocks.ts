/** The same log, written by a machine whose clock is wrong, or in another zone than its lines say. */
import { auditTime, commonTime, isoNanos, plainTime, syslogTime } from './clock.ts';

const months = 'JanFebMarAprMayJunJulAugSepOctNovDec';

/** Every time at the place where its format has it, moved by so many milliseconds; the year of all stories is 2026. */
export function withClockMoved(log: string, byMs: number): string {
  const moved = (text: string): number => Date.parse(`${text.replace(' ', 'T').slice(0, 19)}Z`) + byMs;
  const day = (month: string, of: string): string =>
    `2026-${String(months.indexOf(month) / 3 + 1).padStart(2, '0')}-${of.trim().padStart(2, '0')}`;
  return log
    .replace(
      /\[(\d\d)\/(\w{3})\/2026:([\d:]{8}) \+0000\]/g,
      (_, of: string, month: string, clock: string) => `[${commonTime(moved(`${day(month, of)}T${clock}`))}]`,
    )
    .replace(
      /^(\w{3}) ([ \d]\d) (\d\d:\d\d:\d\d) /gm,
      (_, month: string, of: string, clock: string) => `${syslogTime(moved(`${day(month, of)}T${clock}`))} `,
    )
    .replace(/2026-\d\d-\d\dT[\d:]{8}\.\d{9}Z/g, (time) => isoNanos(moved(time)))
    .replace(/2026-\d\d-\d\d \d\d:\d\d:\d\d/g, (time) => plainTime(moved(time)))
    .replace(/audit\((\d{10})\.\d{3}/g, (_, seconds: string) => `audit(${auditTime(Number(seconds) * 1000 + byMs)}`);
}
