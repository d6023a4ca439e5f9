/**
 * What a log says of somebody who logs in, or fails to, in the words of each service.
 * Sources: OpenSSH auth.c and sshd's log messages; pam_unix(8); sudo(8); utmp(5); Linux audit, USER_LOGIN; Microsoft,
 * events 4624, 4625, 1149, 21 and 25.
 * Does not see: accounts of web applications, Kerberos tickets, and logins with explicit credentials (4648), which say
 * where somebody went and not that he came.
 */
import type { LogEvent } from '../../model/log-event.ts';
import type { LoginEvent } from '../../model/log-payloads.ts';
import { present } from '../../model/present.ts';
import { eventId, field, numberIn, writerOf } from './told.ts';

export type LoginWords = Pick<LoginEvent, 'outcome' | 'service'> & {
  readonly method?: string;
  readonly account?: string;
  readonly from?: string;
  readonly key?: string;
  /** Lines that say the same of one failure must not count thrice: only those of one sort are added up. */
  readonly sort?: 'failed' | 'knock' | 'pam';
  /** The line stands for so many. */
  readonly times?: number;
};

const longestMessage = 2000;

export function loginIn(event: LogEvent): LoginWords | undefined {
  const id = eventId(event);
  if (id !== undefined) return windowsLogin(event, id);
  const message = field(event, 'message', 'msg', 'MESSAGE') || event.text;
  const said = auditLogin(event) ?? recordedLogin(event) ?? spokenLogin(message, writerOf(event));
  const repeats = numberIn(field(event, 'repeated'));
  return said === undefined || repeats === undefined ? said : { ...said, times: repeats };
}

// --- messages of Unix services --------------------------------------------------------------------------------

const repeated = /^message repeated (\d{1,6}) times: \[ ?(.*?)\]?$/;

function spokenLogin(line: string, program: string): LoginWords | undefined {
  const text = line.slice(0, longestMessage).trimEnd();
  const [, times, inner = text] = repeated.exec(text) ?? [];
  // Whoever has the name of an account in a message of its own has no word of sshd's.
  const ofSshd = program === '' || /(?:^|\/)(?:sshd|dropbear)\b/i.test(program);
  const said = (ofSshd ? sshd(inner) : undefined) ?? pam(inner) ?? raised(inner) ?? database(inner);
  return said === undefined || times === undefined ? said : { ...said, times: Number(times) };
}

/**
 * Whoever knocks chooses the name, and may choose `x from 192.0.2.1 port 1 ssh2` or a whole line of success. What sshd
 * itself says stands before it and behind it: the message must begin and end so, and the last place is the true one.
 */
function sshd(text: string): LoginWords | undefined {
  const told =
    /^(Accepted|Failed) (password|publickey|keyboard-interactive(?:\/pam)?|hostbased|gssapi-with-mic|none) for (?:invalid user )?(.{0,400}) from (\S{1,100}) port \d+(?: ssh2)?(?:: \S+ (\S{1,100})[^\n]{0,200})?(?: \[preauth\])?$/.exec(
      text,
    );
  if (told) {
    const [, how, method, account, from, key] = told;
    // Clients ask with `none` which ways there are; a key that does not fit is followed by another.
    if (how === 'Failed' && method === 'none') return undefined;
    const worked = how === 'Accepted';
    const rest = present<Partial<LoginWords>>({ method, account, from, key: worked ? key : undefined });
    return { outcome: worked ? 'worked' : 'failed', service: 'ssh', ...rest, ...(worked ? {} : { sort: 'failed' }) };
  }
  const [, named, from] =
    /^(?:Invalid user|(?:Connection closed by|Disconnected from|Connection reset by) (?:invalid|authenticating) user) (.{0,400}) (\S{1,100}) port \d+(?: \[preauth\])?$/.exec(
      text,
    ) ?? [];
  if (named === undefined || from === undefined) return undefined;
  return { outcome: 'failed', service: 'ssh', sort: 'knock', from, account: named.replace(/ ?from$/, '') };
}

function pam(text: string): LoginWords | undefined {
  const [, service, rest] = /^(?:\w+: )?pam_\w+\(([\w-]+):auth\): authentication failure;(.{0,500})/.exec(text) ?? [];
  if (service === undefined || rest === undefined) return undefined;
  const from = /\brhost=(\S+)/.exec(rest)?.[1];
  const account = /\suser=(\S+)/.exec(rest)?.[1];
  return {
    outcome: 'failed',
    service: service === 'sshd' ? 'ssh' : service,
    sort: 'pam',
    ...present<Partial<LoginWords>>({ from, account }),
  };
}

/** Somebody becomes another on the machine. */
function raised(text: string): LoginWords | undefined {
  const [, failed, to, by] = /^(FAILED SU )?\(to ([\w.-]{1,64})\) ([\w.-]{1,64}) on /.exec(text) ?? [];
  if (to !== undefined && by !== undefined)
    return { outcome: failed ? 'failed' : 'worked', service: 'su', account: to, method: `by ${by}` };
  const [, user, attempts] = /^ *([\w.-]{1,64}) : (\d+) incorrect password attempts? ;/.exec(text) ?? [];
  return user === undefined
    ? undefined
    : { outcome: 'failed', service: 'sudo', account: user, times: Number(attempts) };
}

function database(text: string): LoginWords | undefined {
  const postgres = /password authentication failed for user "([^"]{1,64})"/.exec(text)?.[1];
  const address = /(?:host=|client=|@)((?:\d{1,3}\.){3}\d{1,3}|[0-9a-f:]{3,39})\b/.exec(text)?.[1];
  if (postgres !== undefined)
    return {
      outcome: 'failed',
      service: 'database',
      account: postgres,
      ...present<Partial<LoginWords>>({ from: address }),
    };
  const [, account, from] = /Access denied for user '([^']{0,64})'@'([^']{1,100})'/.exec(text) ?? [];
  return from === undefined
    ? undefined
    : { outcome: 'failed', service: 'database', from, ...present<Partial<LoginWords>>({ account }) };
}

// --- records --------------------------------------------------------------------------------------------------

function auditLogin(event: LogEvent): LoginWords | undefined {
  if (field(event, 'type') !== 'USER_LOGIN') return undefined;
  const text = field(event, 'msg') || event.text;
  const named = (name: string): string | undefined =>
    field(event, name) || new RegExp(`\\b${name}="?([^\\s"']{1,200})`).exec(text)?.[1];
  const from = [named('addr'), named('hostname')].find((value) => value !== undefined && value !== '?');
  const worked = /^success/.test(named('res') ?? '');
  return {
    outcome: worked ? 'worked' : 'failed',
    service: /sshd/.test(named('exe') ?? '') ? 'ssh' : 'console',
    ...present<Partial<LoginWords>>({ account: named('acct') ?? named('id'), from }),
    ...(worked ? {} : { sort: 'pam' }),
  };
}

/** wtmp and btmp: a login that worked is a USER_PROCESS, whoever failed stands in btmp. */
function recordedLogin(event: LogEvent): LoginWords | undefined {
  const service = event.source.service ?? '';
  if (!/^(?:wtmp|btmp|utmp)$/.test(service)) return undefined;
  const account = field(event, 'user');
  const from = field(event, 'address', 'addr', 'host');
  if (account === '' || account === 'reboot' || account === 'runlevel' || account === 'shutdown') return undefined;
  if (service !== 'btmp' && field(event, 'type') !== 'USER_PROCESS') return undefined;
  return {
    outcome: service === 'btmp' ? 'failed' : 'worked',
    service: from !== '' && !from.startsWith(':') ? 'ssh' : 'console',
    account,
    ...present<Partial<LoginWords>>({ from: from.startsWith(':') ? undefined : from || undefined }),
    ...(service === 'btmp' ? { sort: 'failed' } : {}),
  };
}

// --- Windows --------------------------------------------------------------------------------------------------

/** Microsoft, "4624: An account was successfully logged on", table of logon types; services and batches are left out. */
const logonTypes: Readonly<Record<string, string>> = {
  2: 'console',
  3: 'network',
  8: 'network, password in the clear',
  10: 'remote-desktop',
  11: 'console',
};
const nobody = /^(?:-|::1|127\.0\.0\.1|LOCAL|)$/i;

function windowsLogin(event: LogEvent, id: number): LoginWords | undefined {
  if (id === 4624 || id === 4625) return securityLogin(event, id === 4624);
  const isRemoteDesktop = /TerminalServices/.test(`${field(event, 'Provider_Name')} ${field(event, 'Channel')}`);
  if (!isRemoteDesktop || ![1149, 21, 25].includes(id)) return undefined;
  const from = field(event, 'Param3', 'Address', 'IpAddress');
  if (nobody.test(from)) return undefined;
  const account = field(event, 'Param1', 'User').replace(/^.*\\/, '');
  return { outcome: 'worked', service: 'rdp', method: 'remote-desktop', from, ...(account === '' ? {} : { account }) };
}

function securityLogin(event: LogEvent, worked: boolean): LoginWords | undefined {
  const method = logonTypes[field(event, 'LogonType')];
  const account = field(event, 'TargetUserName');
  // Machines log in to each other all day, by accounts that end in `$`.
  if (method === undefined || account.endsWith('$') || /^(?:ANONYMOUS LOGON|DWM-\d|UMFD-\d|SYSTEM)$/i.test(account))
    return undefined;
  const address = field(event, 'IpAddress');
  const from = nobody.test(address) ? undefined : address.replace(/^::ffff:/i, '');
  if (worked && from === undefined && method !== 'console') return undefined;
  return {
    outcome: worked ? 'worked' : 'failed',
    service: method === 'remote-desktop' ? 'rdp' : 'windows',
    method,
    ...present<Partial<LoginWords>>({ account: account || undefined, from }),
  };
}
