/** The years 1 to 9999: what lies outside of them no report can hold, and a file's time may be set to. */
const [earliest, latest] = [-62_135_596_800_000, 253_402_300_799_999];

/** ISO 8601 in UTC. @param ms milliseconds since 1970 */
export function isoTime(ms: number): string | undefined {
  return ms >= earliest && ms <= latest ? new Date(ms).toISOString() : undefined;
}
