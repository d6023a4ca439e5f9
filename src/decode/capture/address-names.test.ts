import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { text } from '../../../tests/make-capture.ts';
import { AddressNames } from './address-names.ts';

/** An answer's bytes: the name's labels, then the address. */
function add(names: AddressNames, name: string, address: readonly number[]): void {
  const labels = name.split('.').map((part) => String.fromCharCode(part.length) + part);
  const bytes = new Uint8Array([...text(labels.join('')), ...address]);
  const end = bytes.length - address.length;
  names.add(bytes, end, address.length, bytes, 0, end);
}

const of = (names: AddressNames, address: readonly number[]): string[] =>
  names.of(Uint8Array.from(address), 0, address.length);

describe('names of addresses', () => {
  it('come back newest first, once each, of either kind of address', () => {
    const names = new AddressNames();
    for (const name of ['a.example', 'b.example', 'b.example', 'a.example', 'c.example'])
      add(names, name, [1, 2, 3, 4]);
    add(names, 'six.example', [...new Array<number>(15).fill(0), 1]);
    expect(of(names, [1, 2, 3, 4])).toEqual(['c.example', 'a.example', 'b.example']);
    expect(of(names, [...new Array<number>(15).fill(0), 1])).toEqual(['six.example']);
    expect(of(names, [4, 3, 2, 1])).toEqual([]);
  });

  it('are the newest of them where there were too many', () => {
    const answers = fc.array(fc.tuple(fc.nat(9), fc.nat(3), fc.nat(60)), { maxLength: 200 });
    fc.assert(
      fc.property(answers, fc.constantFrom(512, 1_024, 4_096), (all, size) => {
        const names = new AddressNames(size);
        const model = new Map<number, string[]>();
        for (const [host, name, length] of all) {
          const full = `${'x'.repeat(length + 1)}.n${name}`;
          add(names, full, [10, 0, 0, host]);
          model.set(host, [full, ...(model.get(host) ?? []).filter((each) => each !== full)]);
        }
        for (const [host, known] of model) {
          const kept = of(names, [10, 0, 0, host]);
          // Names of one address come in the order of their last answer; how many are kept depends on the room.
          expect(known.slice(0, kept.length)).toEqual(kept);
        }
      }),
    );
  });
});
