import { describe, expect, test } from 'vitest';
import { HeldFields } from './held-fields.ts';

describe('fields that are held', () => {
  test('are bounded where they say nothing, too', () => {
    const held = new HeldFields(4096);
    const places = Array.from({ length: 1000 }, (_, at) => at);
    for (const at of places) held.keep(at, new Uint8Array());
    expect(places.filter((at) => held.field(at) !== undefined)).toHaveLength(64);
  });

  test('go by how long they were not used', () => {
    const held = new HeldFields(4096);
    for (let at = 0; at < 100; at++) {
      held.keep(at, new Uint8Array(100));
      held.field(0);
    }
    expect(held.field(0)).toBeDefined();
    expect(held.field(1)).toBeUndefined();
    expect(held.field(99)).toBeDefined();
  });
});
