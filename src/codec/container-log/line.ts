/**
 * A line that a container wrote, as its runtime keeps it.
 * Sources: https://docs.docker.com/engine/logging/drivers/json-file/ (`{"log":"…\n","stream":"stdout","time":"…"}`);
 * Kubernetes' logging format of CRI (`2026-11-23T10:00:00.000000000Z stdout F …`; P: the line goes on).
 * Does not see: which container it was, which stands in the file's name.
 */
import type { JsonObject } from '../json/document.ts';
import { timeOfText } from '../log-lines/time.ts';

export interface ContainerLine {
  readonly message: string;
  readonly stream: string;
  /** Milliseconds since 1970. */
  readonly ms?: number | undefined;
  /** The next line goes on with it. */
  readonly isPart?: true;
}

export function readDockerLine(object: JsonObject): ContainerLine | undefined {
  const { log, stream, time } = object;
  if (typeof log !== 'string' || typeof time !== 'string') return undefined;
  const ms = timeOfText(time);
  const part = log.endsWith('\n') ? {} : { isPart: true as const };
  return { message: log.replace(/\r?\n$/, ''), stream: typeof stream === 'string' ? stream : 'stdout', ms, ...part };
}

const cri =
  /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)) (stdout|stderr) ([FP])(?::[^ ]{1,64})? /;

export function readCriLine(line: string): ContainerLine | undefined {
  const parts = cri.exec(line);
  if (parts === null) return undefined;
  const [head, time, stream = '', tag] = parts;
  return { message: line.slice(head.length), stream, ms: timeOfText(time), ...(tag === 'P' ? { isPart: true } : {}) };
}
