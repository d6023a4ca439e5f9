/**
 * What a conversation looked like from outside, where nothing in it can be read that would say what it was: under TLS or
 * any other cipher, or in a protocol of somebody's own. Times and sizes were counted by the capture decoder.
 * Source: model/stream.ts (`Cadence`). Does not see: conversations in words (HTTP, JSON), which other extractors read;
 * short ones, and those that were too many to be kept. Tells only of those behind which a miner may be
 * (conversation-company.ts): of a network's other quiet conversations nothing is told.
 */
import { defineExtractor, type Extractor } from '../../model/units.ts';
import { companyOf, loadCertificates } from './conversation-company.ts';

export const flowCadence: Extractor<'flow-cadence'> = defineExtractor({
  id: 'flow-cadence',
  title:
    'how a conversation that cannot be read goes on, where a miner may be behind it: who speaks when, and how much',
  emits: ['flow-cadence'],
  kinds: ['stream'],
  load: loadCertificates,
  *extract({ stream, bytes, base }) {
    if (stream?.cadence?.rhythm === undefined || base > 0) return;
    const { flow, isOfInterest } = companyOf(bytes, stream);
    if (flow === undefined || !isOfInterest) return;
    const { first } = stream.cadence;
    const packet = stream.segments[0]?.packet;
    yield {
      kind: 'flow-cadence',
      value: flow,
      offset: 0,
      length: Math.min(bytes.length, 256),
      time: first,
      ...(packet !== undefined && { packet }),
    };
  },
});
