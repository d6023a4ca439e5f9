/**
 * What containers wrote to their output, as Docker (json-file) and containerd or CRI-O keep it. Source: codec/container-log.
 * What stands in such a line may be a line of any other log: it is given as the event’s message; a web server’s request is
 * one here, too (codec/web-line).
 * Does not see: what the container wrote to files of its own; lines that were parted are not joined.
 */
import { type ContainerLine, readCriLine, readDockerLine } from '../../codec/container-log/line.ts';
import { mostLinesAre } from '../../codec/log-lines/likeness.ts';
import { readRelayedLine, surerTime } from '../../codec/web-line/relayed.ts';
import type { LogEvent } from '../../model/log-event.ts';
import { defineLogFormat, type LogFormat } from '../../model/log-units.ts';
import { objectOfLine } from './json-reading.ts';
import { LineLog } from './line-log.ts';

export const containerLog: LogFormat = defineLogFormat({
  id: 'container-log',
  title: 'Logs of containers: Docker, containerd, CRI-O',
  sources: [{ product: 'container', service: 'output' }, { category: 'webserver' }],
  accepts: (head) => (head[0] === 0x7b ? isDocker(head) : isCri(head)),
  open: ({ name, every }) =>
    new LineLog(
      { id: 'container-log', tells: ['system'] },
      { read: (text) => readEvent(text, containerOf(name)) },
      { every },
    ),
});

const utf8 = new TextDecoder();

/** Docker writes its keys in this order; `attrs` may stand between. */
function isDocker(head: Uint8Array): boolean {
  if (head[1] !== 0x22 || head[2] !== 0x6c || head[5] !== 0x22) return false;
  return /^\{"log":"(?:[^"\\\n]|\\.)*(?:"(?:,"stream":"std(?:out|err)"|,"attrs":)|$)/.test(utf8.decode(head));
}

/** A year's digits and the T of the date. */
function isCri(head: Uint8Array): boolean {
  const first = head[0] ?? 0;
  const isDated = first >= 0x31 && first <= 0x32 && head[4] === 0x2d && head[10] === 0x54;
  return isDated && mostLinesAre(head, (line) => readCriLine(line) !== undefined);
}

/** `/var/lib/docker/containers/<id>/<id>-json.log`, `/var/log/pods/<space>_<pod>_<uid>/<container>/0.log`. */
function containerOf(name: string): Record<string, string> {
  const [, id] = /([0-9a-f]{64})-json\.log/.exec(name) ?? [];
  if (id !== undefined) return { container: id.slice(0, 12) };
  const [, space, pod, container] =
    /([\w.-]{1,255})_([\w.-]{1,255})_[\w-]{1,64}\/([\w.-]{1,255})\/\d{1,9}\.log/.exec(name.slice(-1024)) ?? [];
  return space === undefined || pod === undefined || container === undefined
    ? {}
    : { namespace: space, pod, container };
}

function readEvent(text: string, container: Readonly<Record<string, string>>): LogEvent | undefined {
  const line = readLine(text);
  if (line === undefined) return undefined;
  const { message, stream, ms } = line;
  const web = readRelayedLine(message);
  if (web !== undefined) {
    const time = surerTime(ms === undefined ? undefined : { ms }, web.time);
    return {
      source: web.source,
      ...(time ? { time } : {}),
      fields: { message, stream, ...container, ...web.fields },
      text,
    };
  }
  return {
    source: { product: 'container', service: 'output' },
    ...(ms === undefined ? {} : { time: { ms } }),
    fields: { message, stream, ...container },
    text,
  };
}

function readLine(text: string): ContainerLine | undefined {
  if (!text.startsWith('{')) return readCriLine(text);
  const object = objectOfLine(text);
  return object && readDockerLine(object);
}
