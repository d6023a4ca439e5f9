import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openWindow } from '../../../tests/open-window.ts';
import { config, elfProgram, noise, windowsProgram } from './encoding.fixture.ts';
import { fixture } from './xor.fixture.ts';
import { xor } from './xor.ts';

const under = (content: string | Uint8Array, key: number): Buffer =>
  Buffer.from(Buffer.from(content).map((byte) => byte ^ key));
const texts = (input: Uint8Array): string[] =>
  openWindow(xor, input).children.map(({ bytes }) => Buffer.from(bytes).toString('latin1'));

describe('xor', () => {
  it('opens its fixture and leaves the other alone', () => {
    expect(texts(fixture.opens)).toEqual([config]);
    expect(texts(fixture.leaves)).toEqual([]);
  });

  it('says where the text stands and under which key', () => {
    expect(openWindow(xor, fixture.opens, { view: { base: 0x10000 } }).children).toMatchObject([
      { name: 'xor@0x10130', from: { offset: 304, length: config.length }, how: 'key 0x5a' },
    ]);
  });

  it('opens a file that is nothing but hidden text', () => {
    expect(texts(under(config, 0x99))).toEqual([config]);
  });

  it('takes strings of one table together', () => {
    const table = 'stratum+tcp://\0pool.example.com\0donate-level\0';
    const [text, ...others] = texts(Buffer.concat([noise(50), Buffer.alloc(8), under(table, 0x77), Buffer.alloc(8)]));
    expect(text).toContain(table.slice(0, -1));
    expect(others).toEqual([]);
  });

  it('gives a Windows program from its first byte to the end of its last section', () => {
    const program = Buffer.from(windowsProgram());
    program.set(Buffer.from('stratum+tcp://pool.example.com:3333'), 0x500);
    const input = Buffer.concat([noise(777), under(program, 0xab), noise(5000, 3)]);
    const { children } = openWindow(xor, input);
    expect(children).toHaveLength(1);
    expect(Buffer.from(children[0]?.bytes ?? [])).toEqual(program);
    expect(children[0]?.from).toEqual({ offset: 777, length: program.length });
  });

  it('gives an ELF program in which a known text stands', () => {
    const program = Buffer.concat([elfProgram(), Buffer.from('\0stratum+tcp://\0'), Buffer.alloc(50)]);
    const { children } = openWindow(xor, Buffer.concat([noise(99), under(program, 0x42)]));
    expect(children.map(({ bytes }) => Buffer.from(bytes))).toEqual([program]);
  });

  it('opens texts under several keys, up to a number that it names', () => {
    const keys = [0x11, 0x92, 0xa3, 0xc4, 0xd5, 0xe6, 0xf7, 0x88, 0xb9, 0xca];
    const parts = keys.flatMap((key, i) => [
      noise(40, i),
      Buffer.alloc(6),
      under(`${config} ${i}`, key),
      Buffer.alloc(6),
    ]);
    const { children, misses } = openWindow(xor, Buffer.concat(parts));
    expect(new Set(children.map(({ how }) => how)).size).toBe(8);
    expect(misses).toMatchObject([{ gap: { code: 'limit-count' } }]);
  });

  it('keeps within the limit on bytes, and says so', () => {
    const { children, misses } = openWindow(xor, fixture.opens, { limits: { unpackedBytes: 50 } });
    expect(children).toEqual([]);
    expect(misses).toMatchObject([{ gap: { code: 'limit-bytes' } }]);
  });

  it('is not cut where the text repeats the key', () => {
    const text = 'stratum+tcp://pool.example.com:3333 and so on';
    expect(texts(under(text, 0x33))).toEqual([text]);
  });

  it('finds a text under any key and behind anything', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 255 }), fc.uint8Array({ maxLength: 40 }), (key, before) => {
        fc.pre(key !== 0x20); // letters change case under it: the sieve passes it over
        const all = texts(Buffer.concat([before, Buffer.alloc(5), under(config, key), Buffer.alloc(5)]));
        expect(all.some((text) => text.includes(config.slice(1, -1)))).toBe(true); // a brace may be taken for padding
      }),
    );
  });
});
