/**
 * An entry of systemd's journal, from its fields: who said what, when, on which machine.
 * Source: systemd.journal-fields(7). Fields that begin with `_` journald added itself; the others are the program's word.
 */
import type { LogEvent, LogValue } from '../../model/log-event.ts';
import { readProgramWords } from '../syslog/program-words.ts';

/** A name may stand several times. */
export type JournalFields = Readonly<Record<string, string | readonly string[]>>;

/** Syslog's facilities by number (RFC 5424, 6.2.1) that say which service speaks. */
const facilities: ReadonlyMap<string, string> = new Map([
  ['4', 'auth'],
  ['9', 'cron'],
  ['10', 'authpriv'],
]);
const latestMs = 4_102_444_800_000;

export function eventOfJournal(entry: JournalFields, text?: string): LogEvent {
  const message = one(entry['MESSAGE']) ?? '';
  const program = one(entry['SYSLOG_IDENTIFIER']) ?? one(entry['_COMM']);
  const pid = one(entry['SYSLOG_PID']) ?? one(entry['_PID']);
  const facility = facilities.get(one(entry['SYSLOG_FACILITY']) ?? '');
  const words = readProgramWords(program, message, { facility });
  const ms = Math.floor(Number(one(entry['__REALTIME_TIMESTAMP']) ?? Number.NaN) / 1000);
  const own: Record<string, LogValue> = { message };
  for (const name in entry) own[name] = entry[name] ?? '';
  if (program !== undefined) own['program'] = program;
  if (pid !== undefined && /^\d{1,10}$/.test(pid)) own['pid'] = Number(pid);
  const machine = one(entry['_HOSTNAME']);
  return {
    source: words.source,
    ...(ms > 0 && ms < latestMs ? { time: { ms } } : {}),
    ...(machine === undefined ? {} : { machine }),
    fields: Object.assign(own, words.fields),
    text: text ?? textOf(entry),
  };
}

function one(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === 'object' ? value[0] : value;
}

/** As a person would read it; journald's own numbers say nothing to one who looks for words. */
function textOf(entry: JournalFields): string {
  const [host, program, pid, message] = ['_HOSTNAME', 'SYSLOG_IDENTIFIER', '_PID', 'MESSAGE'].map((name) =>
    one(entry[name]),
  );
  return `${host ?? ''} ${program ?? one(entry['_COMM']) ?? ''}[${pid ?? ''}]: ${message ?? ''}`.trimStart();
}
