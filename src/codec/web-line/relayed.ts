/**
 * A web server's line that another log holds: nginx, Apache and HAProxy behind syslog, or what a server in a container
 * printed. Sources: codec/access-log, codec/error-log.
 */
import type { LogEvent, LogTime } from '../../model/log-event.ts';
import { readGatewayLine } from '../access-log/gateway.ts';
import { readAccessLine, serviceOf } from '../access-log/read.ts';
import { readErrorRecord } from '../error-log/read.ts';

/** @param program that wrote the line, where the outer log names it */
export function readRelayedLine(message: string, program?: string): LogEvent | undefined {
  // A request stands in quotes; most messages hold none.
  const access = message.includes('"') ? readAccessLine(message, serviceOf(program)) : undefined;
  if (access !== undefined) return access;
  const first = message.charAt(0);
  if (first !== '[' && first !== '2' && !message.startsWith('INFO: ')) return undefined;
  return readErrorRecord(message) ?? (message.includes('"') ? readGatewayLine(message) : undefined);
}

/** Of two clocks of one event, the one that names its zone; the outer log's, where both do or neither does. */
export function surerTime(outer: LogTime | undefined, inner: LogTime | undefined): LogTime | undefined {
  if (outer === undefined) return inner;
  const unsure = outer.zoneUnknown || outer.yearGuessed;
  return unsure && inner !== undefined && !inner.zoneUnknown ? inner : outer;
}
