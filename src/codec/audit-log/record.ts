/**
 * A record of the Linux audit log: `type=EXECVE msg=audit(1763913600.123:456): argc=2 a0="ls" a1="-l"`.
 * Sources: https://github.com/linux-audit/audit-documentation/wiki (SPEC-Writing-Good-Events, "Event Field Encoding"),
 * auditd.conf(5) (`log_format = ENRICHED`: names behind the byte 0x1d).
 * What would break the line, or might, is written in hex: that is undone here. A value may hold anything, so names in it
 * are its own only behind a space outside quotes.
 * Does not see: `ausearch -i`, whose dates follow the reader's locale.
 */

export interface AuditRecord {
  /** SYSCALL, EXECVE, PATH, USER_LOGIN, … */
  readonly type: string;
  /** Milliseconds since 1970. */
  readonly ms: number;
  /** `1763913600.123:456`: what the records of one event have in common. */
  readonly event: string;
  readonly node?: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** An EXECVE record has one for each argument; the kernel breaks it up long before. */
const mostFields = 512;
const head =
  /^(?:(?:audispd: |audit: )?node=(\S{1,255}) )?(?:audit(?:\[\d{1,10}\])?: )?type=([A-Z][A-Z0-9_]{1,40}|UNKNOWN\[\d{1,6}\]|\d{3,5}) (?:msg=)?audit\((\d{9,11})\.(\d{1,3}):(\d{1,20})\): ?/;

/** Fields whose value is text: in quotes, or in hex where it holds what quotes can't. */
const textFields: ReadonlySet<string> = new Set(
  'proctitle name exe comm cwd cmd acct data key path dir vm ocomm grp new-grp unit file src_prefix'.split(' '),
);
const argument = /^a\d{1,4}(?:\[\d{1,4}\])?$/;
const hex = /^(?:[0-9A-F]{2})+$/;
const names = '\u001d';

/** Its names stand in capitals behind what the kernel wrote. */
export function readAuditRecord(line: string): AuditRecord | undefined {
  const parts = head.exec(line);
  if (parts === null) return undefined;
  const [before, node, type = '', seconds, milliseconds = '0', serial] = parts;
  const ms = Number(seconds) * 1000 + Number(milliseconds.padEnd(3, '0'));
  const fields: Record<string, string> = {};
  readFields(line.slice(before.length), type, fields, mostFields);
  const event = `${seconds}.${milliseconds}:${serial}`;
  return node === undefined ? { type, ms, event, fields } : { type, ms, event, node, fields };
}

/** Which event a line belongs to, without reading the rest of it. */
export function auditEventOf(line: string): string | undefined {
  const at = line.indexOf('audit(');
  if (at < 0) return undefined;
  const end = line.indexOf(')', at);
  return end < 0 || end - at > 48 ? undefined : line.slice(at + 6, end);
}

/** Returns how many fields may still come. */
function readFields(text: string, type: string, fields: Record<string, string>, most: number): number {
  let left = most;
  let at = 0;
  while (at < text.length && left > 0) {
    const equals = text.indexOf('=', at);
    if (equals < 0) break;
    // Words without a value may stand before the name: `pid=1 uid=0 old auid=5`.
    const before = text.slice(at, equals);
    const name = before.slice(Math.max(before.lastIndexOf(' '), before.lastIndexOf(names)) + 1);
    const end = valueEnd(text, equals + 1);
    const value = text.slice(equals + 1, end);
    if (name === 'msg' && value.startsWith("'")) left = readFields(value.slice(1, -1), type, fields, left);
    else if (name !== '') {
      fields[name] = plain(name, value, type);
      left--;
    }
    at = end + 1;
  }
  return left;
}

function valueEnd(text: string, start: number): number {
  const quote = text[start];
  if (quote === '"' || quote === "'") {
    const closing = text.indexOf(quote, start + 1);
    return closing < 0 ? text.length : closing + 1;
  }
  let end = start;
  while (end < text.length && text[end] !== ' ' && text[end] !== names) end++;
  return end;
}

function plain(name: string, value: string, type: string): string {
  if (value.startsWith('"')) return value.endsWith('"') && value.length > 1 ? value.slice(1, -1) : value.slice(1);
  const isText = textFields.has(name) || (type === 'EXECVE' && argument.test(name));
  if (!isText || value.length < 2 || !hex.test(value)) return value;
  const text = decodeHex(value);
  // Arguments of a title end with a zero, keys of a rule are parted by a one.
  if (name === 'proctitle') return text.replace(/\0+$/, '').replaceAll('\0', ' ');
  return name === 'key' ? text.replaceAll('\u0001', ',') : text;
}

const utf8 = new TextDecoder();

function decodeHex(value: string): string {
  const bytes = new Uint8Array(value.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(value.slice(2 * i, 2 * i + 2), 16);
  return utf8.decode(bytes);
}
