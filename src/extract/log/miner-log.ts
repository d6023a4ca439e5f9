/**
 * What a miner wrote down by itself: XMRig's `log-file`, `nohup.out`, what a terminal was led into. Source:
 * codec/miner-output. In logs of others (the journal, a container's output) its lines are read there.
 * Does not see: the machine's zone, which such lines do not name.
 */
import { mostLinesAre } from '../../codec/log-lines/likeness.ts';
import { isMinersLine, readMinerLine } from '../../codec/miner-output/line.ts';
import type { LogEvent } from '../../model/log-event.ts';
import { defineLogFormat, type LogFormat } from '../../model/log-units.ts';
import { LineLog } from './line-log.ts';

export const minerLog: LogFormat = defineLogFormat({
  id: 'miner-log',
  title: "Miners' own logs: XMRig, cpuminer, ccminer",
  sources: [{ category: 'application', service: 'miner' }],
  accepts: (head) => mayBegin(head) && mostLinesAre(withoutNohup(head), isMinersLine),
  open: (beginning) => new LineLog({ id: 'miner-log', tells: ['system'] }, { read: readLine }, beginning),
});

/** A blank before the banner's star, a bracket before a time, a colour, `nohup: ignoring input`. */
function mayBegin([first = 0, second = 0]: Uint8Array): boolean {
  return first === 0x20 || first === 0x2a || first === 0x1b || (first === 0x5b && second === 0x32) || first === 0x6e;
}

function withoutNohup(head: Uint8Array): Uint8Array {
  const isNohup = head[0] === 0x6e && new TextDecoder().decode(head.subarray(0, 6)) === 'nohup:';
  return isNohup ? head.subarray(head.indexOf(0x0a) + 1) : head;
}

function readLine(text: string): LogEvent | undefined {
  const line = readMinerLine(text);
  if (line === undefined) return undefined;
  const time = line.ms === undefined ? {} : { time: { ms: line.ms, zoneUnknown: true as const } };
  return { source: { category: 'application', service: 'miner' }, ...time, fields: { message: text }, text };
}
