/**
 * Records of logins as the C library keeps them: wtmp (all), btmp (those that failed), utmp (who is here now): 384 bytes
 * each, one behind the other, without a header; and lastlog: 292 bytes for each number of a user.
 * Sources: utmp(5), glibc bits/utmp.h (x86-64, and every other machine on which it keeps 32-bit times), lastlog(8).
 * Does not see: records of 32-bit musl, of the BSDs and of big-endian machines; wtmpdb, which is SQLite.
 */
import { malformed, notThisFormat, ok, type Result } from '../../model/result.ts';

export const utmpBytes = 384;
export const lastlogBytes = 292;

export interface UtmpRecord {
  /** USER_PROCESS is a login, DEAD_PROCESS its end, BOOT_TIME the machine's start. */
  readonly type: string;
  readonly pid: number;
  /** `pts/0`, `tty1`, `ssh:notty`; `~` where the system itself writes. */
  readonly line: string;
  readonly user: string;
  readonly host: string;
  /** Milliseconds since 1970. */
  readonly ms: number;
  readonly address?: string;
}

const types: readonly string[] = [
  ...['EMPTY', 'RUN_LVL', 'BOOT_TIME', 'NEW_TIME', 'OLD_TIME', 'INIT_PROCESS', 'LOGIN_PROCESS', 'USER_PROCESS'],
  ...['DEAD_PROCESS', 'ACCOUNTING'],
];

/** The record in 384 bytes. `at`: where they stand, for what is told of them. */
export function readUtmp(bytes: Uint8Array, at = 0): Result<UtmpRecord> {
  if (bytes.length < utmpBytes) return malformed(at, `a record of ${bytes.length} bytes; ${utmpBytes} are whole`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, utmpBytes);
  const type = types[view.getUint16(0, true)];
  if (type === undefined || view.getUint16(2, true) !== 0) return notThisFormat;
  const [line, user, host] = [textAt(bytes, 8, 32), textAt(bytes, 44, 32), textAt(bytes, 76, 256)];
  if (line === undefined || user === undefined || host === undefined) return notThisFormat;
  const [seconds, micros] = [view.getUint32(340, true), view.getUint32(344, true)];
  if (micros >= 1_000_000) return notThisFormat;
  const address = addressAt(view);
  return ok({
    type,
    pid: view.getInt32(4, true),
    line,
    user,
    host,
    ms: seconds * 1000 + Math.floor(micros / 1000),
    ...(address === undefined ? {} : { address }),
  });
}

/** Who logged in last under one number; nothing where nobody did. */
export function readLastlog(bytes: Uint8Array): { ms: number; line: string; host: string } | undefined {
  // Both texts end with a zero.
  if (bytes.length < lastlogBytes || bytes[35] !== 0 || bytes[291] !== 0) return undefined;
  const seconds = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true);
  const [line, host] = [textAt(bytes, 4, 32), textAt(bytes, 36, 256)];
  return seconds === 0 || line === undefined || host === undefined ? undefined : { ms: seconds * 1000, line, host };
}

const text = new TextDecoder();

/** Up to the first zero. Names in btmp are what somebody typed: anything but control characters may stand there. */
function textAt(bytes: Uint8Array, at: number, length: number): string | undefined {
  const field = bytes.subarray(at, at + length);
  const zero = field.indexOf(0);
  const written = zero < 0 ? field : field.subarray(0, zero);
  return written.some((byte) => byte < 0x20) ? undefined : text.decode(written);
}

/** Four words in network order: IPv4 fills the first alone. */
function addressAt(view: DataView): string | undefined {
  const words = [348, 352, 356, 360].map((at) => view.getUint32(at));
  if (words.every((word) => word === 0)) return undefined;
  if (words.slice(1).every((word) => word === 0)) return [0, 1, 2, 3].map((i) => view.getUint8(348 + i)).join('.');
  const groups = Array.from({ length: 8 }, (_, i) => view.getUint16(348 + 2 * i).toString(16));
  return shortest(groups);
}

/** The longest row of zeros is left out (RFC 5952), and an IPv4 address in IPv6 is written as such. */
function shortest(groups: readonly string[]): string {
  if (groups.slice(0, 5).every((group) => group === '0') && groups[5] === 'ffff') {
    const bytes = groups.slice(6).flatMap((group) => {
      const word = Number.parseInt(group, 16);
      return [word >> 8, word & 0xff];
    });
    return `::ffff:${bytes.join('.')}`;
  }
  const rows = [...groups.join(':').matchAll(/(?:^|:)(?:0(?::0)+)(?=:|$)/g)].sort((a, b) => b[0].length - a[0].length);
  const [row] = rows;
  if (row === undefined) return groups.join(':');
  const whole = groups.join(':');
  return `${whole.slice(0, row.index)}::${whole.slice(row.index + row[0].length).replace(/^:/, '')}`;
}
