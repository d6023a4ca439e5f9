import { Buffer } from 'node:buffer';
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { target } from '../../../fuzz/targets/marshal.ts';
import { marshal, marshalCode } from '../../../tests/make-pyinstaller.ts';
import { hasPeer } from '../../../tests/peer.ts';
import { type MarshalValue, readMarshal } from './marshal.ts';
import { constantTexts } from './strings.ts';

function readOk(bytes: Uint8Array): MarshalValue {
  const read = readMarshal(bytes);
  if (read.status !== 'ok') throw new Error(JSON.stringify(read));
  return read.value;
}

const texts = (...parts: (string | number[])[]): string[] =>
  constantTexts(
    readOk(
      Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part)))),
    ),
  );

describe('a marshalled value', () => {
  it('is read in every form that holds text', () => {
    expect(texts('z', [2], 'ab')).toEqual(['ab']);
    expect(texts('a', [2, 0, 0, 0], 'ab')).toEqual(['ab']);
    expect(texts('u', [3, 0, 0, 0], [0xc3, 0xbc], 'x')).toEqual(['üx']);
    expect(texts('s', [2, 0, 0, 0], 'ab')).toEqual(['ab']);
    expect(texts('s', [2, 0, 0, 0], [1, 2])).toEqual([]);
    expect(texts('(', [2, 0, 0, 0], 't', [1, 0, 0, 0], 'a', 'R', [0, 0, 0, 0])).toEqual(['a a']);
    expect(texts('{', 'z', [1], 'k', 'z', [1], 'v', '0')).toEqual(['k', 'v']);
  });

  it('is read where it refers to one before it', () => {
    expect(texts(')', [2, 0x80 | 0x7a, 2], 'ab', 'r', [0, 0, 0, 0])).toEqual(['ab ab']);
  });

  it('may be a number of any size', () => {
    expect(readOk(Buffer.from('l\x02\0\0\0\x01\0\x01\0', 'latin1'))).toBe(0x8001);
    expect(readOk(Buffer.from('l\xff\xff\xff\xff\x05\0', 'latin1'))).toBe(-5);
    expect(readOk(Buffer.from('f\x031.5', 'latin1'))).toBe(1.5);
    expect(readOk(Buffer.from('I\x02\0\0\0\0\0\0\0', 'latin1'))).toBe(2);
  });

  it('is walked once where it holds itself many times', () => {
    // Forty lists, each holding the one before it twice: 2^40 ways to the innermost.
    let bytes = Buffer.from([0x80 | 0x5b, 1, 0, 0, 0, 0x7a, 2, 0x61, 0x62]);
    for (let i = 0; i < 40; i++) {
      const outer = 39 - i;
      bytes = Buffer.concat([Buffer.from([0x80 | 0x5b, 2, 0, 0, 0]), bytes, Buffer.from([0x72, outer + 1, 0, 0, 0])]);
    }
    expect(constantTexts(readOk(bytes))).toEqual(['ab']);
  });

  it('that nests too deep, is too long or ends too early is told from others', () => {
    expect(readMarshal(Buffer.from(')\x01'.repeat(5000), 'latin1')).status).toBe('limit');
    expect(readMarshal(Buffer.from('(\xff\xff\xff\x7fN', 'latin1'))).toMatchObject({ status: 'malformed', at: 5 });
    expect(readMarshal(Buffer.from('z\x05abc', 'latin1'))).toMatchObject({ status: 'malformed', at: 2 });
    expect(readMarshal(Buffer.from('?'))).toMatchObject({ status: 'malformed', at: 0 });
    expect(readMarshal(new Uint8Array(0))).toMatchObject({ status: 'malformed', at: 0 });
  });

  it('of any bytes never makes it throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        target.run(bytes);
      }),
      { numRuns: 3000 },
    );
    for (const seed of target.seeds()) for (let cut = 0; cut < seed.length; cut++) target.run(seed.subarray(0, cut));
  });
});

describe('the texts of code', () => {
  it('are its constants, and a tuple of words is one line', () => {
    const code = marshalCode(['pool.example.com', ['-o', 'pool', '-u', 'x'], ['two words', 'three'], 5, null]);
    expect(constantTexts(readOk(code))).toEqual(['pool.example.com', '-o pool -u x', 'two words', 'three']);
    expect(constantTexts(readOk(marshal(['a', 1])))).toEqual(['a']);
  });

  const script = `
import marshal, sys
source = "A = 'pool.example.com'\\ndef f(x=('-o', 'host')):\\n    return [x, {'user': 'somebody'}, 10 ** 30, 1.5, 2j, b'bytes', lambda: 'inner']\\nclass C:\\n    name = 'within'\\n"
sys.stdout.buffer.write(marshal.dumps(compile(source, 'x.py', 'exec')))
`;
  const pythons = ['python2.7', 'python3', ...[6, 7, 8, 9, 10, 11, 12, 13, 14].map((minor) => `python3.${minor}`)];
  it.each(pythons)('are found in what %s compiles (skipped where it is not there)', (python) => {
    if (!hasPeer(python, '-V')) return;
    const found = constantTexts(readOk(execFileSync(python, ['-c', script])));
    for (const text of ['pool.example.com', '-o host', 'somebody', 'bytes', 'inner', 'within'])
      expect(found).toContain(text);
  });
});
