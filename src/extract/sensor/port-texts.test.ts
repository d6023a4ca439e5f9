import { describe, expect, it } from 'vitest';
import { poolPorts } from '../../intel/pool-ports.ts';
import { closingQuote, portTexts } from './port-texts.ts';

const key = 'dest_port';

describe('how ports stand in a log', () => {
  it('is the sensor’s own way, which the sieve knows, or not known at all', () => {
    expect(portTexts('{"event_type":"flow","dest_port":443,"proto":"TCP"}', key)).toEqual([]);
    expect(portTexts('{"event_type":"stats"}', key)).toEqual([]);
  });
  it.each([
    ['spaces', '{"dest_port": 443, "proto": "TCP"}', '"dest_port": 3333,'],
    ['keys in order', '{"dest_port":443,"event_type":"flow"}', '"dest_port":3333,'],
    ['text in text', '{"message":"{\\"dest_port\\":443,\\"proto\\":\\"TCP\\"}"}', '\\"dest_port\\":3333,'],
    ['the last key', '{"a":1,"dest_port":443}', '"dest_port":3333}'],
  ])('is learnt from the first lines: %s', (_, head, text) => {
    const texts = portTexts(head, key);
    expect(texts).toContain(text);
    expect(texts).toHaveLength(2 * poolPorts.length);
  });
  it('has its quotes escaped where it is text in text', () => {
    expect(closingQuote('{"message":"{\\"event_type\\":\\"dns\\"}"}', 'event_type')).toBe('\\"');
    expect(closingQuote('{"event_type":"dns"}', 'event_type')).toBe('"');
  });
});
