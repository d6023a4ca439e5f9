/**
 * npm's debug log (`_logs/2026-11-23T16_00_00_000Z-debug-0.log`): what was installed, and which script of a package ran.
 * Source: https://docs.npmjs.com/cli/using-npm/logging. Its lines have no times; the file's name holds that of its start.
 * Does not see: what a script did in its turn.
 */
import { mostLinesAre } from '../../codec/log-lines/likeness.ts';
import { timeOfText } from '../../codec/log-lines/time.ts';
import type { LogEvent, LogTime } from '../../model/log-event.ts';
import { defineLogFormat, type LogFormat } from '../../model/log-units.ts';
import { LineLog } from './line-log.ts';

export const npmLog: LogFormat = defineLogFormat({
  id: 'npm-log',
  title: "npm's debug logs",
  sources: [{ product: 'npm', service: 'debug' }],
  accepts: (head) => head[0] === 0x30 && head[1] === 0x20 && isNpm(head),
  open(beginning) {
    const time = timeOfName(beginning.name);
    return new LineLog({ id: 'npm-log', tells: ['packages'] }, { read: (text) => readLine(text, time) }, beginning);
  },
});

const line = /^\d{1,9} (silly|verbose|info|timing|http|notice|warn|error) (.*)$/;
/** Package, event, folder, command. */
const script = /^run (\S{1,256}) ([a-z]{3,24}) (\S{1,1024}) (.+)$/;

function isNpm(head: Uint8Array): boolean {
  return mostLinesAre(head, (text) => line.test(text));
}

function timeOfName(name: string): LogTime | undefined {
  const [, day, hours, minutes, seconds] =
    /(\d{4}-\d\d-\d\dT)(\d\d)_(\d\d)_(\d\d)_\d{3}Z-debug/.exec(name.slice(-200)) ?? [];
  const ms = day === undefined ? undefined : timeOfText(`${day}${hours}:${minutes}:${seconds}Z`);
  return ms === undefined ? undefined : { ms };
}

function readLine(text: string, time: LogTime | undefined): LogEvent | undefined {
  const [, level, message] = line.exec(text) ?? [];
  if (level === undefined || message === undefined) return undefined;
  return {
    source: { product: 'npm', service: 'debug' },
    ...(time === undefined ? {} : { time }),
    fields: { level, message, ...commandOf(message) },
    text,
  };
}

/** `run x@1.0.0 postinstall node_modules/x node install.js`, behind it its end: `… { code: 0, signal: null }`. */
function commandOf(message: string): Record<string, string> {
  const [, name, event, folder, command] = script.exec(message) ?? [];
  if (name === undefined || event === undefined || folder === undefined || command === undefined) return {};
  return folder === '{'
    ? { package: name, event }
    : { package: name, event, CurrentDirectory: folder, CommandLine: command };
}
