/** Times as logs write them. All stories happen in UTC. */
export const minute = 60_000;
export const hour: number = 60 * minute;
export const day: number = 24 * hour;

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (n: number): string => String(n).padStart(2, '0');

/** `2026-11-03 04:12:55`. */
export function plainTime(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
}

/** `03/Nov/2026:04:12:55 +0000`. */
export function commonTime(ms: number): string {
  const at = new Date(ms);
  return `${two(at.getUTCDate())}/${months[at.getUTCMonth()]}/${at.getUTCFullYear()}:${at.toISOString().slice(11, 19)} +0000`;
}

/** `Nov  3 04:12:55`. */
export function syslogTime(ms: number): string {
  const at = new Date(ms);
  return `${months[at.getUTCMonth()]} ${String(at.getUTCDate()).padStart(2, ' ')} ${at.toISOString().slice(11, 19)}`;
}

/** `2026-11-03T04:12:55.123000000Z`. */
export function isoNanos(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '000000Z');
}

/** `2026-11-03 04:12:55,123`: as Log4j writes it, without a zone. */
export function applicationTime(ms: number): string {
  return `${plainTime(ms)},${String(ms % 1000).padStart(3, '0')}`;
}

/** `1793679175.123`. */
export function auditTime(ms: number): string {
  return (ms / 1000).toFixed(3);
}
