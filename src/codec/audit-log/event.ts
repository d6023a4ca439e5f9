/**
 * The records of one audit event, joined: what was started, by whom and where stands in SYSCALL, EXECVE, CWD, PATH and
 * PROCTITLE. Each record stays an event of its own with its native fields, which is what Sigma's rules for auditd want;
 * what the others tell of the process is added, and the one that tells of a start carries the names of Sigma's
 * process_creation, once for each event.
 * Does not see: the parent's program, of which the audit log holds only the number.
 */
import type { AuditRecord } from './record.ts';

export interface JoinedRecord {
  readonly record: AuditRecord;
  /** Sigma's, where the record tells of a start or of a new file. */
  readonly category?: 'process_creation' | 'file_event';
  readonly fields: Readonly<Record<string, string | number>>;
}

type Fields = Record<string, string | number>;

/** What a record without them takes from the SYSCALL of its event. */
const shared = ['exe', 'comm', 'key', 'auid', 'uid', 'euid', 'tty', 'ses', 'pid', 'ppid', 'success', 'syscall'];
/** execve and execveat: x86-64, i386, arm64. */
const starts: ReadonlySet<string> = new Set(['59', '322', '11', '358', '221', '281', 'execve', 'execveat']);
/** An argument without these needs no quotes. */
const bare = /^[^\s'"\\]+$/;

export function joinRecords(records: readonly AuditRecord[]): JoinedRecord[] {
  const [call, execution, folder, title] = ['SYSCALL', 'EXECVE', 'CWD', 'PROCTITLE'].map((type) =>
    records.find((record) => record.type === type),
  );
  const context = contextOf(call, folder);
  const starting = startingRecord(call, execution);
  const command = execution ? commandOf(execution) : title?.fields['proctitle'];
  return records.map((record): JoinedRecord => {
    const fields = completed(record, context);
    if (record === starting) {
      if (command !== undefined) fields['CommandLine'] = command;
      return { record, category: 'process_creation', fields };
    }
    const made = record.type === 'PATH' && record.fields['nametype'] === 'CREATE' ? record.fields['name'] : undefined;
    if (made === undefined) return { record, fields };
    fields['TargetFilename'] = within(folder, made);
    return { record, category: 'file_event', fields };
  });
}

/** The record's own fields, and what it lacks of what its event says. A loop: spreading costs three times as much. */
function completed({ type, fields }: AuditRecord, context: ReadonlyMap<string, string | number>): Fields {
  const whole: Fields = { type };
  for (const name in fields) whole[name] = fields[name] ?? '';
  for (const [name, value] of context) if (whole[name] === undefined) whole[name] = value;
  return whole;
}

/** EXECVE tells of a start; without one the call itself, where it is one that starts. */
function startingRecord(call: AuditRecord | undefined, execution: AuditRecord | undefined): AuditRecord | undefined {
  if (call?.fields['success'] === 'no') return undefined;
  return execution ?? (call && starts.has(call.fields['syscall'] ?? '') ? call : undefined);
}

function contextOf(call: AuditRecord | undefined, folder: AuditRecord | undefined): Map<string, string | number> {
  const context = new Map<string, string | number>();
  const put = (name: string, value: string | undefined): void => {
    if (value !== undefined) context.set(name, value);
  };
  put('cwd', folder?.fields['cwd']);
  put('CurrentDirectory', folder?.fields['cwd']);
  if (call === undefined) return context;
  const { fields } = call;
  for (const name of shared) put(name, fields[name]);
  // Enriched logs hold names behind the numbers.
  put('User', fields['UID'] ?? fields['uid']);
  put('Image', fields['exe']);
  putNumber(context, 'ProcessId', fields['pid']);
  putNumber(context, 'ParentProcessId', fields['ppid']);
  return context;
}

function putNumber(context: Map<string, string | number>, name: string, text: string | undefined): void {
  if (text !== undefined && /^\d{1,10}$/.test(text)) context.set(name, Number(text));
}

/** Long arguments come in parts: `a1_len=9000 a1[0]=… a1[1]=…`, in one record or in several. */
function commandOf({ fields }: AuditRecord): string | undefined {
  const parts: string[] = [];
  for (let i = 0; ; i++) {
    const argument = fields[`a${i}`] ?? pieces(fields, i);
    if (argument === undefined) break;
    parts.push(bare.test(argument) ? argument : `'${argument.replaceAll("'", "'\\''")}'`);
  }
  return parts.length === 0 ? undefined : parts.join(' ');
}

function pieces(fields: AuditRecord['fields'], argument: number): string | undefined {
  let text: string | undefined;
  for (let i = 0; ; i++) {
    const piece = fields[`a${argument}[${i}]`];
    if (piece === undefined) return text;
    text = (text ?? '') + piece;
  }
}

function within(folder: AuditRecord | undefined, path: string): string {
  const cwd = folder?.fields['cwd'];
  return path.startsWith('/') || cwd === undefined ? path : `${cwd.replace(/\/$/, '')}/${path}`;
}
