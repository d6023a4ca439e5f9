/**
 * Unbound's log with `log-queries`, `log-replies`, `log-local-actions` and the lines of its policy zones (RPZ).
 * Source: Unbound 1.17 as it writes, and its manual, https://unbound.docs.nlnetlabs.nl/ (unbound.conf).
 *
 *     [1795451478] unbound[25654:0] info: 192.0.2.10 name. A IN
 *     [1795451478] unbound[25654:0] info: 192.0.2.10 name. A IN NXDOMAIN 0.000000 1 34
 *     [1795451478] unbound[25654:0] info: zone. always_nxdomain 192.0.2.10@40000 name. A IN
 *     [1795451478] unbound[25654:0] info: rpz: applied [list] name. nxdomain 192.0.2.10@40000 name. A IN
 *
 * `query:` and `reply:` stand in place of `info:` with `log-tag-queryreply`.
 * Does not see: the addresses that came back, which Unbound does not log.
 */

import { isAddress, plainName } from '../../model/endpoint.ts';
import { timeOfSeconds } from '../log-lines/time.ts';
import type { DnsEvent } from './event.ts';

const stamp = /^\[(\d{9,10})\] unbound\[[\d:]{1,24}\] /;
/** Behind syslog's own prefix: number of process and thread. */
const level = /^(?:\[[\d:]{1,24}\] )?(?:info|query|reply): /;
const plain = /^([0-9a-fA-F.:]{2,45}) (\S{1,255}) (\S{1,16}) IN(?: ([A-Z]{1,16}) \d{1,10}\.\d{1,9} [01] \d{1,6})?$/;
const local =
  /^(?:rpz: applied (?:\[[^\]]{0,64}\] )?)?(\S{1,255}) ([\w-]{1,32}) ([0-9a-fA-F.:]{2,45})@\d{1,5} (\S{1,255}) (\S{1,16}) IN$/;

/** Actions of local zones and of policies that keep a client from what it asked for. */
const blocking =
  /^(?:(?:always_|inform_)?(?:deny|refuse|nxdomain|nodata|null)|inform_redirect|static|rpz-(?:nxdomain|nodata|drop|always_nxdomain)|drop)$/;

const outcomes: Readonly<Record<string, DnsEvent['outcome']>> = {
  NOERROR: 'answered',
  NXDOMAIN: 'none',
  REFUSED: 'refused',
};

/** `message`: a line with Unbound's own stamp, or what stands behind syslog's prefix. */
export function readUnbound(message: string): DnsEvent | undefined {
  const stamped = stamp.exec(message);
  const time = stamped === null ? undefined : timeOfSeconds(Number(stamped[1]));
  const said = stamped === null ? message : message.slice(stamped[0].length);
  const told = level.exec(said);
  if (told === null) return undefined;
  const event = readEvent(said.slice(told[0].length));
  return event === undefined ? undefined : { server: 'unbound', time, ...event };
}

function readEvent(said: string): Omit<DnsEvent, 'server'> | undefined {
  const [, client, name, type, code] = plain.exec(said) ?? [];
  if (client !== undefined && name !== undefined && isAddress(client)) {
    const asked = { client, name: plainName(name), type };
    return code === undefined ? { act: 'query', ...asked } : { act: 'answer', ...asked, outcome: outcomes[code] };
  }
  const [, zone, action, from, which, kind] = local.exec(said) ?? [];
  if (action === undefined || which === undefined || !blocking.test(action)) return undefined;
  // A server that refuses every name keeps nobody from this one.
  const outcome = zone === '.' ? 'refused' : 'blocked';
  return { act: 'answer', client: from, name: plainName(which), type: kind, outcome };
}
