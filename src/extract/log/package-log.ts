/**
 * What was installed: logs of dpkg, apt, dnf, yum and pacman. Source: codec/package-log.
 * Does not see: what was put on the machine without a package manager; what a package's own scripts did.
 */
import { latin1 } from '../../codec/latin1/latin1.ts';
import { GuessedYear } from '../../codec/log-lines/guessed-year.ts';
import { mostLinesAre } from '../../codec/log-lines/likeness.ts';
import { type PackageLine, readPackageLine } from '../../codec/package-log/line.ts';
import type { LogEvent, LogTime } from '../../model/log-event.ts';
import { defineLogFormat, type LogFormat } from '../../model/log-units.ts';
import { LineLog } from './line-log.ts';

export const packageLog: LogFormat = defineLogFormat({
  id: 'package-log',
  title: 'Logs of package managers: dpkg, apt, dnf, yum, pacman',
  sources: ['dpkg', 'apt', 'dnf', 'yum', 'pacman'].map((service) => ({ product: 'linux', service })),
  // apt's lines have their time and their command in lines before them.
  anchors: [{ text: 'Start-Date: ' }, { text: 'Commandline: ' }, { text: 'Requested-By: ' }],
  accepts: (head) => mayBegin(head) && isPackageLog(head),
  open(beginning) {
    const year = new GuessedYear(beginning.latest);
    let block: Block = {};
    const read = (text: string): LogEvent | undefined => {
      const line = readPackageLine(text);
      if (line === undefined) return undefined;
      block = follow(block, line);
      return eventOf(line, block, year, text);
    };
    return new LineLog({ id: 'package-log', tells: ['packages'] }, { read }, beginning);
  },
});

/** A year, `[20`, `Start-Date` behind the empty line that apt begins with, a month. */
function mayBegin(head: Uint8Array): boolean {
  const [first, second, third, fourth] = [head[0] ?? 0, head[1] ?? 0, head[2] ?? 0, head[3] ?? 0];
  if (first === 0x0a || first === 0x53) return second === 0x53 || second === 0x74 || fourth === 0x20;
  if (first === 0x5b) return second === 0x32 || second === 0x31;
  return first === 0x32 || (first >= 0x41 && first <= 0x53 && third >= 0x61 && fourth === 0x20);
}

function isPackageLog(head: Uint8Array): boolean {
  const isApt = latin1(head.subarray(0, 13)).trimStart().startsWith('Start-Date: ');
  if (isApt) return true;
  // dnf writes much else between; a line of its own stands early.
  const isDnf = latin1(head).includes('--- logging initialized ---');
  return isDnf || mostLinesAre(head, (line) => readPackageLine(line) !== undefined);
}

/** What apt said of the lines that follow. */
interface Block {
  readonly time?: LogTime;
  readonly command?: string;
  readonly user?: string;
}

function follow(block: Block, { manager, action, what, time }: PackageLine): Block {
  if (manager !== 'apt') return block;
  if (action === 'begin') return time === undefined ? {} : { time };
  if (action === 'command') return { ...block, command: what };
  return action === 'user' ? { ...block, user: what } : block;
}

function eventOf(line: PackageLine, block: Block, year: GuessedYear, text: string): LogEvent {
  const { manager, action, what } = line;
  const isApt = manager === 'apt';
  const time = line.time ?? (line.stamp ? guessed(year, line.stamp) : isApt ? block.time : undefined);
  const command = action === 'command' ? what : isApt && action !== 'begin' ? block.command : undefined;
  const user = isApt ? block.user : undefined;
  return {
    source: { product: 'linux', service: manager },
    ...(time === undefined ? {} : { time }),
    fields: {
      action,
      package: what,
      message: text,
      ...(command === undefined ? {} : { CommandLine: command }),
      ...(user === undefined ? {} : { User: user.replace(/ \(\d{1,10}\)$/, '') }),
    },
    text,
  };
}

function guessed(year: GuessedYear, stamp: NonNullable<PackageLine['stamp']>): LogTime | undefined {
  const ms = year.ms(...stamp);
  return ms === undefined ? undefined : { ms, zoneUnknown: true, yearGuessed: true };
}
