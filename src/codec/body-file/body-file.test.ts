import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BodyFile } from './body-file.ts';

const utf8 = new TextEncoder();
const of = (...lines: string[]): BodyFile => new BodyFile(utf8.encode(lines.join('\n')));
const tail = '12|-rw-r--r--|0|0|5|1763800000|1763800001|1763800002|1763800003';

describe('body files', () => {
  it('have the times of inodes', () => {
    expect(of(`0|/etc/x|${tail}`, '').find(utf8.encode('/etc/x'))).toEqual({
      changed: 1763800002000,
      born: 1763800003000,
    });
  });
  it('tell of names with bars and arrows in them', () => {
    expect(of(`0|/tmp/a|b -> c|${tail}`).find(utf8.encode('/tmp/a|b -> c'))).toBeDefined();
    expect(of(`0|/tmp/a -> b|${tail.replace('-rw', 'lrw')}`).find(utf8.encode('/tmp/a'))).toBeDefined();
  });
  it('have no time where 0 stands, or no number', () => {
    expect(of('0|/x|1|-|0|0|0|0|0|-1|0').find(utf8.encode('/x'))).toEqual({});
    expect(of('0|/x|1|-|0|0|0|0|0|9999999999999|?').find(utf8.encode('/x'))).toEqual({});
  });
  it('take the first line of a path, and count what is none', () => {
    const file = of(
      'x',
      `0|/x|${tail}`,
      `0|/x|${tail.replace('002', '009')}`,
      `${'|'.repeat(20_000)}`,
      '|||||||||',
      '',
    );
    expect(file.find(utf8.encode('/x'))?.changed).toBe(1763800002000);
    expect(file.counts).toEqual({ lines: 2, left: 0, bad: 3 });
  });
  it('find every name that has no newline in it', () => {
    const name = fc.string({ minLength: 1, maxLength: 40 }).filter((text) => !text.includes('\n'));
    fc.assert(
      fc.property(fc.uniqueArray(name, { maxLength: 8 }), (names) => {
        const file = of(...names.map((one) => `0|${one}|${tail}`));
        for (const one of names) expect(file.find(utf8.encode(one))).toBeDefined();
      }),
      { numRuns: 30 },
    );
  });
});
