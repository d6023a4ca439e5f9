import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../json/document.ts';
import { type EveEvent, readEvent } from './event.ts';

function eventOf(object: JsonObject): EveEvent | undefined {
  return readEvent(object, JSON.stringify(object));
}

describe("an event of Suricata's log", () => {
  it('names its type, its flow, its time and both sides', () => {
    const event = eventOf({
      timestamp: '2026-11-23T11:00:00.250000+0100',
      event_type: 'flow',
      src_ip: '2001:db8::1',
      src_port: 49_152,
      dest_ip: '203.0.113.7',
      proto: 'TCP',
    });
    expect(event).toMatchObject({
      type: 'flow',
      time: Date.parse('2026-11-23T10:00:00.250Z'),
      source: { address: '2001:db8::1', port: 49_152 },
      destination: { address: '203.0.113.7' },
      protocol: 'tcp',
    });
    expect(event?.flow).toBeUndefined();
  });

  it('keeps the number of a flow that is larger than a number holds', () => {
    const line = '{"event_type":"tls","flow_id":18446744073709551615}';
    // JSON.parse gives exactly this type; it is declared `any`.
    expect(readEvent(JSON.parse(line) as JsonObject, line)?.flow).toBe('18446744073709551615');
  });

  it('is none where it has no type, and has no time without a zone', () => {
    expect(eventOf({ timestamp: '2026-11-23T11:00:00.250000+0100' })).toBeUndefined();
    expect(eventOf({ event_type: 'dns', timestamp: '2026-11-23T11:00:00.250000' })?.time).toBeUndefined();
  });

  it('gives parts that may be anything', () => {
    const event = eventOf({ event_type: 'dns', dns: { rrname: 1, answers: [{ rdata: 'a' }, 'b'], one: 'c', n: -1 } });
    const dns = event?.part('dns');
    expect([dns?.text('rrname'), dns?.count('n'), dns?.texts('one'), dns?.part('one').exists]).toEqual([
      '1',
      undefined,
      ['c'],
      false,
    ]);
    expect(dns?.parts('answers').map((answer) => answer.text('rdata'))).toEqual(['a', undefined]);
    expect(event?.part('tls').exists).toBe(false);
  });
});
