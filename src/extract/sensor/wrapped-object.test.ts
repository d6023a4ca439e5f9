import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../codec/json/document.ts';
import { ownObject } from './wrapped-object.ts';

const isOwn = (object: JsonObject): boolean => object['event_type'] !== undefined;
const own = { event_type: 'dns' };
const found = (object: JsonObject): unknown => ownObject({ object, text: 'line' }, isOwn)?.object;

describe("a sensor's own object", () => {
  it.each<[string, JsonObject]>([
    ['as it is', own],
    ['in what Elastic holds', { _source: own }],
    ['as text of a message', { message: JSON.stringify(own) }],
    ['as text behind what syslog put before it', { message: `sensor suricata[4]: ${JSON.stringify(own)}` }],
    ['as an original event', { event: { original: JSON.stringify(own) } }],
    ['as a raw result', { result: { _raw: JSON.stringify(own) } }],
    ['in two wrappers', { _source: { message: JSON.stringify(own) } }],
  ])('is found %s', (_, object) => {
    expect(found(object)).toEqual(own);
  });

  it('comes with the text that it was read from: numbers of flows are read there', () => {
    const text = JSON.stringify(own);
    expect(ownObject({ object: { message: text }, text: 'line' }, isOwn)?.text).toBe(text);
    expect(ownObject({ object: { _source: own }, text: 'line' }, isOwn)?.text).toBe('line');
  });

  it('is not looked for without end', () => {
    let object: JsonObject = own;
    for (let i = 0; i < 100; i++) object = { _source: object };
    expect(found(object)).toBeUndefined();
    expect(found({ message: 'no object' })).toBeUndefined();
    expect(found({ message: '{"a":' })).toBeUndefined();
  });
});
