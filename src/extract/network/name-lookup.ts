/**
 * Lookups of pools' names as they went over the wire: who asked which resolver, and what came back. A name that is an
 * alias of a pool's counts, too. Whether somebody who looks up a name mines there does not show here.
 * Source: codec/dns. Does not see: DNS over TLS, HTTPS or QUIC, and names that no list of ours holds.
 */
import { type DnsMessage, type DnsQuestion, framedDnsMessages, readDnsMessage } from '../../codec/dns/message.ts';
import { knownPool } from '../../intel/pools.ts';
import type { Stream } from '../../model/stream.ts';
import { defineExtractor, type Extent, type Extractor, type View } from '../../model/units.ts';
import { Lookup } from './lookup.ts';

const domainPort = 53;
/** Different names and types in one conversation. */
const mostLookups = 256;

export const nameLookup: Extractor<'name-lookup'> = defineExtractor({
  id: 'name-lookup',
  title: "a pool's name that somebody looked up",
  emits: ['name-lookup'],
  kinds: ['packet', 'stream'],
  *extract(view) {
    const { stream, base } = view;
    if (stream === undefined || base > 0) return;
    const lookups = new Map<string, Lookup>();
    let left = 0;
    for (const { message, question, extent } of messagesOf(view, stream)) {
      const key = `${question.name} ${question.type}`;
      const lookup =
        lookups.get(key) ?? (lookups.size < mostLookups ? new Lookup(question, stream, extent) : undefined);
      lookup?.add(message, extent);
      if (lookup) lookups.set(key, lookup);
      else left++;
    }
    for (const lookup of lookups.values()) yield lookup.sighting();
    if (left > 0) yield { gap: { code: 'limit-count', what: `${left} more messages about pools' names` } };
  },
});

interface Found {
  readonly message: DnsMessage;
  readonly question: DnsQuestion;
  readonly extent: Extent;
}

/**
 * The messages about pools' names: each datagram is one. Resolvers take one question at a time (RFC 9619), so the first
 * one counts.
 */
function* messagesOf({ bytes, kind }: View, stream: Stream): Iterable<Found> {
  const extents = kind === 'packet' ? stream.segments : framedExtents(bytes, stream);
  for (const { offset, length } of extents) {
    const read = readDnsMessage(bytes.subarray(offset, offset + length));
    if (read.status !== 'ok') continue;
    const [question] = read.value.questions;
    if (question && isPools(question, read.value)) yield { message: read.value, question, extent: { offset, length } };
  }
}

/** DNS over TCP: what either side said, up to where bytes are missing. */
function* framedExtents(bytes: Uint8Array, { server, clientBytes, segments }: Stream): Iterable<Extent> {
  if (server.port !== domainPort) return;
  for (const [from, at, to] of [
    ['client', 0, clientBytes],
    ['server', clientBytes, bytes.length],
  ] as const) {
    const hole = segments.find((segment) => segment.from === from && segment.afterHole && segment.offset >= at);
    for (const { offset, length } of framedDnsMessages(bytes.subarray(at, hole?.offset ?? to)))
      yield { offset: at + offset, length };
  }
}

/** Records whose data is another name for what was asked. */
const aliases: ReadonlySet<string> = new Set(['CNAME', 'DNAME', 'HTTPS', 'SVCB', 'SRV']);

function isPools(question: DnsQuestion, { answers }: DnsMessage): boolean {
  const leadsTo = answers.filter(({ type }) => aliases.has(type)).map(({ data = '' }) => data);
  return [question.name, ...leadsTo].some((name) => knownPool(name) !== undefined);
}
