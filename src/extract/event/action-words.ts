/**
 * What somebody did to a machine, a cluster or a build, in the words of each log that is no log of Windows.
 * Sources: shadow's useradd(8) and usermod(8); cron(8); Linux audit; Docker's daemon; Kubernetes audit.k8s.io/v1; npm's
 * debug logs; PostgreSQL, COPY; Jupyter Server.
 */
import type { LogEvent } from '../../model/log-event.ts';
import type { LogAction } from '../../model/log-payloads.ts';
import { minerName } from './carried.ts';
import { containerAction } from './container-actions.ts';
import type { ActionWords } from './done.ts';
import { eventId, field, isListener } from './told.ts';
import { heldAction, windowsAction } from './windows-actions.ts';

const longestMessage = 4096;

export function actionIn(event: LogEvent): ActionWords | undefined {
  if (eventId(event) !== undefined) return windowsAction(event);
  if (isListener(event)) return undefined;
  const message = (field(event, 'message', 'msg', 'MESSAGE') || event.text).slice(0, longestMessage);
  return (
    audited(event) ??
    containerAction(event, message) ??
    accounts(message) ??
    packages(event, message) ??
    services(event, message) ??
    commanded(event)
  );
}

function accounts(message: string): ActionWords | undefined {
  const made = /^\s*new user: name=([^,\s]{1,64}), UID=\d+.{0,200}?(?:shell=([^,\s]{1,100}))?(?:, from=(\S+))?$/.exec(
    message,
  );
  // Packages make accounts for their services, which cannot log in.
  if (made?.[1] !== undefined)
    return /nologin|\/false/.test(made[0]) ? undefined : { action: 'account-made', what: made[1] };
  const [, name, group] =
    /^\s*add '([\w.-]{1,64})' to (?:shadow )?group '(sudo|wheel|admin|root|docker|adm)'/.exec(message) ?? [];
  if (name !== undefined) return { action: 'account-raised', what: `${name} in ${group}` };
  const [, by, of] = /^\s*\(([\w.-]{1,64})\) REPLACE \(([\w.-]{1,64})\)/.exec(message) ?? [];
  return of === undefined ? undefined : { action: 'task-made', what: `crontab of ${of}`, user: by ?? '' };
}

/** Files that open a door or start something, as the audit log saw them written. */
function audited(event: LogEvent): ActionWords | undefined {
  const type = field(event, 'type');
  if (type === 'ADD_USER')
    return { action: 'account-made', what: field(event, 'acct', 'id'), program: field(event, 'exe') };
  if (type !== 'PATH' || !/CREATE|NORMAL/.test(field(event, 'nametype'))) return undefined;
  const file = field(event, 'TargetFilename', 'name');
  const isHeld =
    /\/\.ssh\/authorized_keys\d?$|\/ld\.so\.preload$|^\/var\/spool\/cron\/|^\/etc\/cron[^/]*\/|^\/etc\/systemd\/system\/[^/]+\.service$/.test(
      file,
    );
  const isWritten = field(event, 'nametype') === 'CREATE' || /\b(?:o_wronly|o_rdwr|write|trunc)/i.test(event.text);
  return isHeld && isWritten ? { action: heldAction(file), what: file, program: field(event, 'exe') } : undefined;
}

/** npm names the scripts that it runs; dpkg what it installs. */
function packages(event: LogEvent, message: string): ActionWords | undefined {
  const command = field(event, 'CommandLine');
  const name = event.source.product === 'npm' ? field(event, 'package') : '';
  if (name !== '') {
    const script = field(event, 'event');
    // Others run when their owner calls them.
    const isOfInstall = command !== '' && /^(?:pre|post)?install$|^prepare$/.test(script);
    return isOfInstall ? { action: 'package-installed', what: `${name} (${script})`, command } : undefined;
  }
  const installed = /\binstall(?:ed)? ([\w.+-]{1,100})(?::\w+)? /.exec(message)?.[1];
  if (installed !== undefined && minerName(installed) !== undefined)
    return { action: 'package-installed', what: installed };
  if (command === '' || !/^(?:github|gitlab|jenkins)$/.test(event.source.product ?? '')) return undefined;
  const what = field(event, 'section') || command.slice(0, 120);
  return { action: 'job-step', what, command, onlyIfCarrying: true };
}

function services(event: LogEvent, message: string): ActionWords | undefined {
  const copied = /\bCOPY\b.{1,500}?\b(?:FROM|TO)\s+PROGRAM\s+(?:E|\$\w{0,16}\$)?'?(.{1,2000})/is.exec(message)?.[1];
  // PostgreSQL repeats a statement that failed.
  if (copied !== undefined && field(event, 'level') !== 'STATEMENT')
    return {
      action: 'database-program',
      what: 'COPY … PROGRAM',
      command: copied.replace(/(?:'|\$\w{0,16}\$)\s*(?:;|WITH\b|\(|$)[\s\S]*$/i, ''),
    };
  const terminal = /\bNew terminal with (?:automatic|specified) name: (\S{1,40})/.exec(message)?.[1];
  return terminal === undefined ? undefined : { action: 'notebook-run', what: `terminal ${terminal}` };
}

// --- commands that undo defences ------------------------------------------------------------------------------

const defences =
  /\b(?:setenforce\s+0|ufw\s+disable|iptables\s+-F|apparmor_parser\s+-R|Set-MpPreference\s.{0,200}-Disable\w+\s+(?:\$true|1)|Add-MpPreference\s.{0,100}-Exclusion|netsh\s+(?:adv)?firewall\s.{0,100}\boff|(?:systemctl|service)\s+(?:stop|disable|mask)\s+(?:--now\s+)?(?:auditd|apparmor|firewalld|ufw|clamav\S*|aliyun\S*|cloudmonitor|falcon-sensor|sysmon\S*)|service\s+(?:auditd|apparmor|firewalld|aliyun\S*)\s+stop)/i;
const traces =
  /\b(?:history\s+-c|wevtutil(?:\.exe)?\s+cl\s|Clear-EventLog|(?:rm\s+-\w*f\w*|shred|truncate|>)\s.{0,80}\/var\/log\/(?:wtmp|btmp|lastlog|auth\.log|secure|syslog|messages|audit))/i;
const keys = /(?:>>?|tee\s+(?:-a\s+)?)\s*\S{0,200}\.ssh\/authorized_keys/;

function commanded(event: LogEvent): ActionWords | undefined {
  const command = field(event, 'CommandLine').slice(0, longestMessage);
  if (command === '') return undefined;
  const user = field(event, 'User', 'SUDO_USER');
  const program = field(event, 'SUDO_USER') === '' ? '' : 'sudo';
  const told = (action: LogAction['action'], what: string): ActionWords => ({ action, what, command, user, program });
  const off = defences.exec(command)?.[0];
  if (off !== undefined) return told('defence-off', off);
  const wiped = traces.exec(command)?.[0];
  if (wiped !== undefined) return told('log-cleared', wiped);
  if (keys.test(command)) return told('key-added', 'authorized_keys');
  const service = minersService(command);
  if (service !== undefined) return told('service-installed', service);
  return /\|\s*crontab\s+-|\bcrontab\s+(?:-|\/tmp\/)\S*/.test(command) ? told('task-made', 'crontab') : undefined;
}

const switchesOn =
  /\bsystemctl\s+(?:--[\w-]{1,20}\s+){0,4}(?:enable|link|edit)\s+(?:--?[\w-]{1,20}\s+){0,4}((?:[\w@./-]{1,200}\s{0,4}){1,8})/;
const writesUnit = /\/systemd\/(?:system|user)\/([\w@.-]{1,80})\.(?:service|timer)\b/;
const writers = /\b(?:vim?|vi|nano|emacs|mcedit|micro|ed|tee|cp|mv|install|ln)\s|>\s*\/|sudoedit\s/;

/** A service that bears a miner's name, switched on or written by hand: of all others, there are hundreds. */
function minersService(command: string): string | undefined {
  const written = writers.test(command) ? writesUnit.exec(command)?.[1] : undefined;
  const switched = switchesOn.exec(command)?.[1]?.split(/\s+/) ?? [];
  const names = [...switched, written ?? ''].map((path) => path.slice(path.lastIndexOf('/') + 1));
  return names.find((name) => minerName(name) !== undefined || speaks.test(name));
}

const speaks = /(?:^|[-_.])(?:xmr|miner|mining)(?:$|[-_.@\d])/i;
