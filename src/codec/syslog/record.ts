/**
 * A line of syslog with all that stands before the message: when, on which machine, which program and process.
 * Sources: RFC 3164 (`<30>Nov 23 16:00:01 host program[7]: …`), RFC 5424 (`<30>1 2026-11-23T16:00:01Z host program 7 - - …`),
 * rsyslog's and journalctl's ISO form (`2026-11-23T16:00:01.000000+00:00 host program[7]: …`), and rsyslog's
 * `message repeated 5 times: [ … ]`.
 * Does not see: structured data of RFC 5424; a program whose name holds spaces (its name then stands in the message).
 */
import { monthNumber, timeOfText } from '../log-lines/time.ts';

/** A date as RFC 3164 has it: without its zone, and mostly without its year. */
export interface LocalStamp {
  readonly year?: number;
  /** 1 to 12; 0 for what is no month. */
  readonly month: number;
  readonly day: number;
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
}

export interface SyslogRecord {
  /** Milliseconds since 1970, where the line names its zone. */
  readonly ms?: number | undefined;
  readonly stamp?: LocalStamp;
  readonly host?: string | undefined;
  /** As the line writes it. */
  readonly program?: string | undefined;
  readonly pid?: number | undefined;
  /** By its name in RFC 5424, 6.2.1: auth, cron, daemon, … */
  readonly facility?: string | undefined;
  readonly message: string;
  /** So many lines were one. */
  readonly repeated?: number;
}

const priority = /^<(\d{1,3})>/;
const local =
  /^([A-Z][a-z]{2}) ([ \d]\d) (?:(\d{4}) )?(\d\d):(\d\d):(\d\d)(?:\.\d{1,6})? (?:([\w.:-]{0,254}[\w.-]) )?([\w./()@+-]{1,64})(?:\[(\d{1,10})\])?: ?/;
/** No program: `last message repeated 3 times`, or one whose name holds spaces. */
const localBare = /^([A-Z][a-z]{2}) ([ \d]\d) (?:(\d{4}) )?(\d\d):(\d\d):(\d\d)(?:\.\d{1,6})? ([\w.:-]{1,255}) /;
/** Six digits of a second at most: those who write more (containers, build services) write no syslog. */
const iso =
  /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:?\d\d)) ([\w.:-]{1,255}) ([\w./()@+-]{1,64})(?:\[(\d{1,10})\])?: ?/;
const rfc5424 = /^1 (\d{4}-\d\d-\d\dT\S{9,40}|-) (\S{1,255}) (\S{1,48}) (\S{1,128}) \S{1,32} (?=\[|- |-$)/;
const repeatedLine = /^message repeated (\d{1,9}) times: \[ ?(.*)\]$/;
/** Words that stand where a host would, in logs that are no syslog. */
const level = /^(?:trace|debug|info|notice|warn|warning|error|err|fatal|critical|crit)$/i;

const facilities =
  'kern user mail daemon auth syslog lpr news uucp cron authpriv ftp ntp audit alert clock local0 local1 local2 local3 local4 local5 local6 local7'.split(
    ' ',
  );

/** The record in a line; nothing where it has no date as syslog writes it. */
export function readSyslogRecord(line: string): SyslogRecord | undefined {
  const first = priority.exec(line);
  const text = first === null ? line : line.slice(first[0].length);
  const record = readLocal(text) ?? readIso(text) ?? readStructured(text);
  if (record === undefined) return undefined;
  const facility = first === null ? undefined : facilities[Number(first[1]) >> 3];
  return unfolded(facility === undefined ? record : { ...record, facility });
}

function readLocal(text: string): SyslogRecord | undefined {
  const parts = local.exec(text);
  if (parts !== null) {
    const [head, month = '', day, year, hours, minutes, seconds, host, program, pid] = parts;
    const stamp = stampOf(month, [day, hours, minutes, seconds], year);
    if (stamp.month === 0) return undefined;
    return { stamp, host, program, pid: numberOf(pid), message: text.slice(head.length) };
  }
  const bare = localBare.exec(text);
  if (bare === null) return undefined;
  const [head, month = '', day, year, hours, minutes, seconds, host] = bare;
  const stamp = stampOf(month, [day, hours, minutes, seconds], year);
  return stamp.month === 0 ? undefined : { stamp, host, message: text.slice(head.length) };
}

function stampOf(month: string, numbers: readonly (string | undefined)[], year: string | undefined): LocalStamp {
  const [day = 0, hours = 0, minutes = 0, seconds = 0] = numbers.map(Number);
  const rest = { month: Number(monthNumber(month)), day, hours, minutes, seconds };
  return year === undefined ? rest : { year: Number(year), ...rest };
}

function readIso(text: string): SyslogRecord | undefined {
  const parts = iso.exec(text);
  if (parts === null) return undefined;
  const [head, date, host = '', program, pid] = parts;
  if (level.test(host)) return undefined;
  return { ms: timeOfText(date), host, program, pid: numberOf(pid), message: text.slice(head.length) };
}

function readStructured(text: string): SyslogRecord | undefined {
  const parts = rfc5424.exec(text);
  if (parts === null) return undefined;
  const [head, date, host, program, pid] = parts;
  return {
    ms: timeOfText(date),
    host: said(host),
    program: said(program),
    pid: numberOf(pid),
    message: behindData(text.slice(head.length)),
  };
}

/** `-` stands for nothing. */
function said(text: string | undefined): string | undefined {
  return text === '-' ? undefined : text;
}

function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,10}$/.test(text) ? Number(text) : undefined;
}

/** Behind `[id name="value"]…`, in which `\]` does not close, and behind the byte order mark. */
function behindData(text: string): string {
  if (!text.startsWith('[')) return text.slice(2).replace(/^\ufeff/, '');
  let quoted = false;
  for (let at = 1; at < text.length; at++) {
    const character = text[at];
    if (character === '\\') at++;
    else if (character === '"') quoted = !quoted;
    else if (character === ']' && !quoted && text[at + 1] !== '[') return text.slice(at + 1).replace(/^ ?\ufeff?/, '');
  }
  return '';
}

function unfolded(record: SyslogRecord): SyslogRecord {
  if (!record.message.startsWith('message repeated ')) return record;
  const [, times, message] = repeatedLine.exec(record.message) ?? [];
  return message === undefined ? record : { ...record, message: message.trimEnd(), repeated: Number(times) };
}
