/**
 * What a program of a Unix host says in syslog or journald: which of Sigma's services it is, and what stands in its
 * words where they have a form of their own.
 * Sources: sudo(8) and sudoers(5) ("EVENT LOGGING"), cron(8) of Debian and cronie, https://github.com/microsoft/SysmonForLinux,
 * audisp-syslog(8).
 */
import type { LogSource, LogValue } from '../../model/log-event.ts';
import { readAuditRecord } from '../audit-log/record.ts';
import { readSysmonEvent } from '../sysmon-linux/event.ts';

export interface ProgramWords {
  readonly source: LogSource;
  readonly fields: Readonly<Record<string, LogValue>>;
}

const services: ReadonlyMap<string, string> = new Map(
  Object.entries({
    sshd: 'sshd dropbear sshd-session sshd-auth',
    sudo: 'sudo',
    cron: 'cron crond anacron crontab atd run-parts fcron',
    auth: 'su su-l login doas pkexec polkitd systemd-logind logind useradd usermod userdel groupadd groupmod groupdel gpasswd passwd chpasswd chage chsh chfn runuser remote gdm-password lightdm xrdp-sesman unix_chkpwd',
    vsftpd: 'vsftpd',
    clamav: 'clamd clamscan freshclam clamav',
    guacamole: 'guacd',
  }).flatMap(([service, programs]) => programs.split(' ').map((program): [string, string] => [program, service])),
);

/** What a facility holds, where the program is none of those above. */
const ofFacility: ReadonlyMap<string, string> = new Map([
  ['auth', 'auth'],
  ['authpriv', 'auth'],
  ['cron', 'cron'],
]);

/** @param service of the log, where the program does not tell: auth of `auth.log` */
export function readProgramWords(
  program: string | undefined,
  message: string,
  { facility, service = 'syslog' }: { facility?: string | undefined; service?: string | undefined } = {},
): ProgramWords {
  const name = baseName(program);
  const own = services.get(name);
  if (own === undefined) {
    const carried = carriedIn(message);
    if (carried !== undefined) return carried;
  }
  const source = { product: 'linux', service: own ?? ofFacility.get(facility ?? '') ?? service };
  if (own === 'sudo') return { source, fields: sudoFields(message) };
  return { source, fields: own === 'cron' ? cronFields(message) : {} };
}

/** `/usr/sbin/CRON` is cron. */
function baseName(program = ''): string {
  const name = program.slice(program.lastIndexOf('/') + 1).toLowerCase();
  return name.startsWith('(') && name.endsWith(')') ? name.slice(1, -1) : name;
}

/** Events of others that syslog only carries. */
function carriedIn(message: string): ProgramWords | undefined {
  if (message.startsWith('<')) {
    const sysmon = readSysmonEvent(message);
    if (sysmon === undefined) return undefined;
    const { eventId, category, fields } = sysmon;
    const source = { product: 'linux', ...(category === undefined ? {} : { category }), service: 'sysmon' };
    return { source, fields: { ...fields, EventID: eventId } };
  }
  if (!message.includes('audit(')) return undefined;
  const audit = readAuditRecord(message);
  return audit && { source: { product: 'linux', service: 'auditd' }, fields: { ...audit.fields, type: audit.type } };
}

/** `  alice : TTY=pts/0 ; PWD=/home/alice ; USER=root ; COMMAND=/bin/ls -l`: the command is the rest of the line. */
function sudoFields(message: string): Record<string, string> {
  const at = message.indexOf(' : ');
  if (at < 0 || !message.includes('USER=')) return {};
  const fields: Record<string, string> = { SUDO_USER: message.slice(0, at).trim() };
  const command = message.indexOf('COMMAND=');
  const head = command < 0 ? message.slice(at + 3) : message.slice(at + 3, command);
  for (const part of head.split(' ; ')) {
    const [, name, value] = /^(TTY|PWD|USER|GROUP|ENV|TSID)=(.*)$/.exec(part.trim()) ?? [];
    if (name !== undefined && value !== undefined) fields[name] = value;
  }
  if (command < 0) return fields;
  const line = message.slice(command + 'COMMAND='.length);
  return { ...fields, COMMAND: line, CommandLine: line };
}

/** `(root) CMD (run-parts /etc/cron.hourly)`; cronie writes the process before the bracket, too. */
function cronFields(message: string): Record<string, string> {
  const [, user, command] = /^\(([^)\s]{1,64})\) CMD \((.*)\)\s*$/.exec(message) ?? [];
  return user === undefined || command === undefined
    ? {}
    : { User: user, CommandLine: command.replace(/^\[\d{1,10}\] /, '') };
}
