/**
 * Transcripts of PowerShell: what was typed and what came of it, below a head that names user, machine and program.
 * Source: https://learn.microsoft.com/powershell/module/microsoft.powershell.host/start-transcript. Times are the
 * machine's, without its zone; a command has one only where the transcript was begun with -IncludeInvocationHeader.
 * Does not see: heads in other languages than English; what a command that spans lines holds behind its first.
 */
import { timeOfText } from '../../codec/log-lines/time.ts';
import type { LogEvent, LogTime } from '../../model/log-event.ts';
import { defineLogFormat, type LogFormat } from '../../model/log-units.ts';
import { LineLog } from './line-log.ts';

export const powershellTranscript: LogFormat = defineLogFormat({
  id: 'powershell-transcript',
  title: 'Transcripts of PowerShell',
  sources: [{ product: 'windows', service: 'powershell-transcript' }],
  // Who, where and when stand in lines of their own.
  anchors: ['Start time: ', 'Command start time: ', 'Username: ', 'Machine: '].map((text) => ({ text })),
  accepts: (head) => (head[0] === 0x2a || head[0] === 0xef) && isTranscript(utf8.decode(head.subarray(0, 256))),
  open(beginning) {
    let state: State = {};
    const read = (text: string): LogEvent | undefined => {
      state = follow(state, text);
      return readLine(text, state);
    };
    return new LineLog({ id: 'powershell-transcript', tells: ['commands'] }, { read }, beginning);
  },
});

const utf8 = new TextDecoder();

function isTranscript(text: string): boolean {
  return /^\*{10,40}\r?\n(?:Windows )?PowerShell transcript start\r?\n/.test(text);
}

interface State {
  readonly time?: LogTime;
  readonly user?: string;
  readonly machine?: string;
}

function follow(state: State, text: string): State {
  const [, name, value] = /^(Start time|Command start time|Username|Machine): (.{1,512})$/.exec(text) ?? [];
  if (value === undefined) return state;
  if (name === 'Username') return { ...state, user: value };
  // `BOX (Microsoft Windows NT 10.0.19045.0)`
  if (name === 'Machine') return { ...state, machine: value.split(' ')[0] ?? value };
  const [, year, month, day, hours, minutes, seconds] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(value) ?? [];
  const ms = timeOfText(`${year}-${month}-${day}T${hours}:${minutes}:${seconds}Z`);
  return ms === undefined ? state : { ...state, time: { ms, zoneUnknown: true } };
}

function readLine(text: string, { time, user, machine }: State): LogEvent | undefined {
  if (text === '' || text.startsWith('****')) return undefined;
  const [, folder, typed] = /^PS ([^>]{1,260})> ?(.+)$/.exec(text) ?? [];
  const [, started] = /^Host Application: (.+)$/.exec(text) ?? [];
  const command = typed ?? started;
  return {
    source: { product: 'windows', service: 'powershell-transcript' },
    ...(time === undefined ? {} : { time }),
    ...(machine === undefined ? {} : { machine }),
    fields: {
      message: text,
      ...(command === undefined ? {} : { CommandLine: command }),
      ...(folder === undefined ? {} : { CurrentDirectory: folder }),
      ...(user === undefined ? {} : { User: user }),
    },
    text,
  };
}
