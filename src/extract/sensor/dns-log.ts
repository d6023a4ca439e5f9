/**
 * Lookups of pools' names in the logs of DNS servers: dnsmasq, Pi-hole, BIND, Unbound, written by themselves or through
 * syslog or journald. What a client asked for a name and type is joined into one, with how often and what came of it.
 * Sources: codec/dns-log. Only lines that hold a pool's name are looked at.
 * An answer that names nobody is taken for whoever asked last, and a name that was blocked once is told as blocked.
 * Does not see: answers to a name that points at a pool's (CNAME) as that client's, unless the log says who asked; times
 * where the log has no year or no zone.
 */
import { readDnsLogLine } from '../../codec/dns-log/read.ts';
import { knownPool, knownPools } from '../../intel/pools.ts';
import {
  defineSweep,
  type Miss,
  type Sweep,
  type SweepBeginning,
  type SweepExtractor,
  type SweepView,
} from '../../model/units.ts';
import { JoinedLookups } from './joined-lookups.ts';
import { HitLines } from './text-lines.ts';

/** Clients, names and types that are kept apart. */
const mostKept = 4_096;

export const dnsLog: SweepExtractor<'name-lookup'> = defineSweep({
  id: 'dns-log',
  title: 'Lookups of pools in logs of dnsmasq, Pi-hole, BIND and Unbound',
  emits: ['name-lookup'],
  anchors: knownPools.map(({ domain }) => ({ text: domain, fold: true })),
  accepts: looksLikeDnsLog,
  open: ({ limits }: SweepBeginning): Sweep<'name-lookup'> => {
    const lines = new HitLines();
    const lookups = new JoinedLookups('dns-log', Math.min(mostKept, limits.observationsPerKind));
    return {
      *push(view: SweepView): Generator<Miss> {
        for (const line of lines.in(view)) {
          if ('gap' in line) yield line;
          else {
            const event = readDnsLogLine(line.text);
            if (event === undefined || knownPool(event.name) === undefined) continue;
            if (event.act === 'query') lookups.ask(event, line);
            else lookups.answer(event, line);
          }
        }
      },
      flush: () => lookups.told(),
      end: () => lookups.told(),
    };
  },
});

/** A date or a stamp at the beginning: a resolver's lines may stand anywhere in a machine's common log. */
function looksLikeDnsLog(head: Uint8Array): boolean {
  return mayBegin(head[0], head[1]) && begins.test(String.fromCharCode(...head.subarray(0, 160)));
}

/** `Nov 23`, `2026-` and `23-Nov-`, `<30>` of syslog, `[1795…` of Unbound, journald's `__CURSOR=`, and bare messages. */
const begins =
  /^(?:<\d{1,3}>|1 |MESSAGE=|__CURSOR=)*(?:[A-Z][a-z]{2} [ \d]\d (?:\d{4} )?\d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d|\d\d-[A-Z][a-z]{2}-\d{4} \d\d:\d\d|\[\d{9,10}\] unbound|client [@\d]|s=[0-9a-f]{32};|dnsmasq[[:]|query\[|\d{1,10} [0-9a-fA-F.:]{2,45}\/\d)/;

const openers: ReadonlySet<number> = new Set(Array.from('<[_cdq', (character) => character.charCodeAt(0)));

/** Answered for every file: most have another first byte. */
function mayBegin(first = 0, second = 0): boolean {
  const isDigit = first >= 0x30 && first <= 0x39;
  const isMonth = first >= 0x41 && first <= 0x53 && second >= 0x45 && second <= 0x7a;
  return isDigit || isMonth || openers.has(first);
}
