/**
 * Lines of package managers' logs: what was installed, when, by which command.
 * Sources: dpkg(1) (`2026-11-23 16:00:00 install x:amd64 <none> 1.0`), apt's history.log (blocks of `Name: value`),
 * dnf's and yum's logs (`2026-11-23T16:00:00+0000 SUBDEBUG Installed: x`, `Nov 23 16:00:00 Installed: x`), pacman.log
 * (`[2026-11-23T16:00:00+0000] [ALPM] installed x (1.0)`). dpkg and apt write the machine's time without its zone.
 * Does not see: apt's term.log, which holds programs' output.
 */
import type { LogTime } from '../../model/log-event.ts';
import { monthNumber, timeOfText } from '../log-lines/time.ts';

export interface PackageLine {
  readonly manager: 'dpkg' | 'apt' | 'dnf' | 'yum' | 'pacman';
  /** install, upgrade, remove, …; of apt also begin, command, user, end. */
  readonly action: string;
  /** The package, or the command, or the user. */
  readonly what: string;
  readonly time?: LogTime;
  /** Without its year. */
  readonly stamp?: readonly [month: number, day: number, hours: number, minutes: number, seconds: number];
}

const dpkg =
  /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) (startup|install|upgrade|remove|purge|configure|trigproc|disappear|status|conffile) (.{1,512})$/;
const apt =
  /^(Start-Date|End-Date|Commandline|Requested-By|Install|Reinstall|Upgrade|Downgrade|Remove|Purge|Error): (.*)$/;
const dnf = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d{4})) ([A-Z]{4,9}) (.*)$/;
const dnfAction = /^(Installed|Upgraded?|Upgrade|Erase|Erased|Removed|Downgraded?|Cleanup|Reinstalled?|Command): (.*)$/;
const yum = /^([A-Z][a-z]{2}) ([ \d]\d) (\d\d):(\d\d):(\d\d) (Installed|Updated|Erased|Dep-Installed): (\S{1,512})$/;
const pacman =
  /^\[(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d[+-]\d{4})?\] \[(?:ALPM|PACMAN|ALPM-SCRIPTLET)\] (installed|upgraded|removed|reinstalled|downgraded|Running) (.*)$/;

export function readPackageLine(line: string): PackageLine | undefined {
  return readDpkg(line) ?? readApt(line) ?? readDnf(line) ?? readYum(line) ?? readPacman(line);
}

function readDpkg(line: string): PackageLine | undefined {
  const [, day, clock, action, what] = dpkg.exec(line) ?? [];
  if (action === undefined || what === undefined) return undefined;
  return { manager: 'dpkg', action, what, ...localTime(`${day}T${clock}`) };
}

const aptNames: ReadonlyMap<string, string> = new Map([
  ['Start-Date', 'begin'],
  ['End-Date', 'end'],
  ['Commandline', 'command'],
  ['Requested-By', 'user'],
]);

function readApt(line: string): PackageLine | undefined {
  const [, name, what] = apt.exec(line) ?? [];
  if (name === undefined || what === undefined) return undefined;
  const action = aptNames.get(name) ?? name.toLowerCase();
  const isDate = action === 'begin' || action === 'end';
  const [, day, clock] = (isDate && /^(\d{4}-\d\d-\d\d) {1,2}(\d\d:\d\d:\d\d)$/.exec(what)) || [];
  return { manager: 'apt', action, what, ...(day === undefined ? {} : localTime(`${day}T${clock}`)) };
}

function readDnf(line: string): PackageLine | undefined {
  const [, date, , message = ''] = dnf.exec(line) ?? [];
  const [, action, what] = dnfAction.exec(message) ?? [];
  const ms = timeOfText(date);
  if (action === undefined || what === undefined) return undefined;
  return { manager: 'dnf', action: action.toLowerCase(), what, ...(ms === undefined ? {} : { time: { ms } }) };
}

function readYum(line: string): PackageLine | undefined {
  const [, month = '', day, hours, minutes, seconds, action, what] = yum.exec(line) ?? [];
  if (action === undefined || what === undefined) return undefined;
  const stamp = [Number(monthNumber(month)), Number(day), Number(hours), Number(minutes), Number(seconds)] as const;
  return { manager: 'yum', action: action.toLowerCase(), what, stamp };
}

function readPacman(line: string): PackageLine | undefined {
  const [, day, clock, zone, word, what] = pacman.exec(line) ?? [];
  if (word === undefined || what === undefined) return undefined;
  const ms = zone === undefined ? undefined : timeOfText(`${day}T${clock}${zone}`);
  const time = ms === undefined ? localTime(`${day}T${clock}:00`) : { time: { ms } };
  const isCommand = word === 'Running';
  return {
    manager: 'pacman',
    action: isCommand ? 'command' : word,
    what: isCommand ? what.replace(/^'(.*)'$/, '$1') : what,
    ...time,
  };
}

function localTime(text: string): { time?: LogTime } {
  const ms = timeOfText(`${text}Z`);
  return ms === undefined ? {} : { time: { ms, zoneUnknown: true } };
}
