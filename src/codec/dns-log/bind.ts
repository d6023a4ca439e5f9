/**
 * The query log of BIND (named), its policy zones (RPZ) and its refusals.
 * Source: BIND 9.18 as it writes, and its manual, https://bind9.readthedocs.io/ (the logging statement).
 *
 *     23-Nov-2026 16:32:23.437 queries: info: client @0x7fb2 192.0.2.10#55947 (name): view inside: query: name IN A + (192.0.2.53)
 *     … client @0x7fb2 192.0.2.10#55947 (name): rpz QNAME NXDOMAIN rewrite name/A/IN via name.rpz
 *     … client @0x7fb2 192.0.2.10#55947 (name): query failed (REFUSED) for name/IN/A at query.c:5708
 *     … client @0x7fb2 192.0.2.10#55947 (name): query (cache) 'name/A/IN' denied
 *
 * Does not see: answers, which BIND does not log; the zone of its own dates, unless they are written as iso8601-utc.
 */

import { plainName } from '../../model/endpoint.ts';
import { timeOfText } from '../log-lines/time.ts';
import type { DnsEvent } from './event.ts';

const client =
  /(?:^|[ \]])client (?:@0x[0-9a-f]{1,16} )?([0-9a-fA-F.:]{2,45})(?:%\d{1,6})?#\d{1,5}(?: \(\S{1,255}\))?: (?:view [^:]{1,64}: )?/;
const query = /^query: (\S{1,255}) IN (\S{1,16}) \S{1,16}(?: \(([0-9a-fA-F.:]{2,45})\))?/;
const rewritten = /^(?:disabled )?rpz \S{1,16} (\S{1,32}) rewrite (\S{1,255})\/(\S{1,16})\/IN via /;
const failed = /^query failed \((\w{1,16})\) for (\S{1,255})\/IN\/(\S{1,16}) at /;
const denied = /^query (?:\(cache\) )?'(\S{1,255})\/(\S{1,16})\/IN' denied/;
const utc = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) /;

/** `message`: a line with BIND's own date and category, or without them. */
export function readBind(message: string): DnsEvent | undefined {
  const who = client.exec(message);
  if (who === null) return undefined;
  const time = timeOfText(utc.exec(message)?.[1]);
  const said = message.slice(who.index + who[0].length);
  const event = readQuery(said) ?? readOutcome(said);
  return event === undefined ? undefined : { server: 'bind', client: who[1], time, ...event };
}

type Part = Omit<DnsEvent, 'server'>;

function readQuery(said: string): Part | undefined {
  const [, name, type, resolver] = query.exec(said) ?? [];
  return name === undefined ? undefined : { act: 'query', name: plainName(name), type, resolver };
}

function readOutcome(said: string): Part | undefined {
  const [, policy, rewrittenName, rewrittenType] = rewritten.exec(said) ?? [];
  if (rewrittenName !== undefined && !said.startsWith('disabled') && policy !== 'PASSTHRU')
    return { act: 'answer', name: plainName(rewrittenName), type: rewrittenType, outcome: 'blocked' };
  const [, code, failedName, failedType] = failed.exec(said) ?? [];
  if (failedName !== undefined)
    return {
      act: 'answer',
      name: plainName(failedName),
      type: failedType,
      outcome: code === 'REFUSED' ? 'refused' : 'none',
    };
  const [, deniedName, deniedType] = denied.exec(said) ?? [];
  if (deniedName === undefined) return undefined;
  return { act: 'answer', name: plainName(deniedName), type: deniedType, outcome: 'refused' };
}
