/**
 * What Docker's daemon tells: `docker events`, and its own log with calls of its API. Source: codec/docker-daemon.
 * Does not see: what the daemon logs through journald, which the journal's formats give as its message; who called.
 */
import { readDaemonLine, readDockerEventJson, readDockerEventText } from '../../codec/docker-daemon/line.ts';
import { latin1 } from '../../codec/latin1/latin1.ts';
import { mostLinesAre } from '../../codec/log-lines/likeness.ts';
import type { LogEvent } from '../../model/log-event.ts';
import { defineLogFormat, type LogFormat } from '../../model/log-units.ts';
import { objectOfLine } from './json-reading.ts';
import { LineLog } from './line-log.ts';

export const dockerDaemon: LogFormat = defineLogFormat({
  id: 'docker-daemon',
  title: "Docker's events and its daemon's log",
  sources: [
    { product: 'docker', service: 'events' },
    { product: 'docker', service: 'daemon' },
  ],
  accepts: (head) => mayBegin(head) && isDocker(head),
  open: (beginning) => new LineLog({ id: 'docker-daemon', tells: ['containers'] }, { read: readLine }, beginning),
});

/** `{"`, a year, `time=`. */
function mayBegin(head: Uint8Array): boolean {
  const [first, second] = [head[0], head[1]];
  if (first === 0x7b) return second === 0x22;
  return first === 0x32 ? head[10] === 0x54 : first === 0x74 && head[4] === 0x3d;
}

/** Many programs in Go log like the daemon does: its own words stand in the first lines. */
function isDocker(head: Uint8Array): boolean {
  const text = latin1(head);
  if (head[0] === 0x7b && !text.includes('"Actor":{"ID"')) return false;
  const isOther = head[0] === 0x74 && !/containerd|dockerd|docker\.sock|libnetwork|Calling [A-Z]+ \/v1\./.test(text);
  return !isOther && mostLinesAre(head, (line) => readLine(line) !== undefined);
}

function readLine(text: string): LogEvent | undefined {
  if (!text.startsWith('{')) return readDaemonLine(text) ?? readDockerEventText(text);
  const object = objectOfLine(text);
  return object && readDockerEventJson(object, text);
}
