import { readFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { open } from '../../../tests/decoding.ts';
import { config, noise, windowsProgram } from './encoding.fixture.ts';
import { fixture } from './rolling-xor.fixture.ts';
import { rollingXor } from './rolling-xor.ts';

const under = (text: string, key: Uint8Array): Buffer =>
  Buffer.from(Buffer.from(text).map((byte, i) => byte ^ (key[i % key.length] ?? 0)));
const accepts = (bytes: Uint8Array): boolean =>
  rollingXor.accepts?.(bytes.subarray(0, 4096), 'x', bytes.length) ?? false;
const plainOf = async (bytes: Uint8Array): Promise<string | undefined> => {
  if (!accepts(bytes)) return undefined;
  const [child] = (await open(rollingXor, bytes)).children;
  return child && Buffer.from(child.bytes).toString();
};
/** With the settings that a miner writes out by itself. */
const longer = JSON.stringify(
  {
    api: { id: null, 'worker-id': 'example' },
    http: { enabled: false, host: '127.0.0.1', port: 0, 'access-token': null, restricted: true },
    ...{ background: true, colors: true, title: 'a title', 'log-file': '/var/tmp/.cache/service.log' },
    randomx: { init: -1, mode: 'auto', '1gb-pages': false, rdmsr: true, wrmsr: true, numa: true },
    cpu: { 'huge-pages': true, 'memory-pool': false, yield: true, asm: true, 'argon2-impl': null },
    opencl: { enabled: false, cache: true, loader: null, platform: 'AMD', adl: true, 'cn-lite/0': false },
    cuda: { enabled: false, loader: null, nvml: true, cn: [3, 7, 12], rx: [0, 2, 4, 6, 8, 10] },
    ...{ 'health-print-time': 60, dmi: true, retries: 5, 'retry-pause': 5, syslog: false, 'user-agent': null },
    tls: { enabled: false, protocols: null, cert: null, cert_key: null, ciphers: null, dhparam: null },
    dns: { ipv6: false, ttl: 30 },
    ...JSON.parse(config),
  },
  null,
  4,
);

describe('rolling-xor', () => {
  it('opens its fixture and leaves the other alone', async () => {
    expect(await plainOf(fixture.opens)).toBe(config);
    expect(await plainOf(fixture.leaves)).toBeUndefined();
  });

  it('says under which key', async () => {
    expect((await open(rollingXor, fixture.opens)).children).toMatchObject([
      { name: 'xor', how: 'key 0x9c21e75803', from: { offset: 0, length: config.length } },
    ]);
  });

  it.each([2, 3, 4, 5, 6, 7, 8])('reads a short configuration under a key of %i bytes', async (length) => {
    expect(await plainOf(under(config, noise(length, length + 10)))).toBe(config);
  });

  it.each([2, 5, 8, 13, 16, 24, 31, 32])('reads a longer one under a key of %i bytes', async (length) => {
    expect(await plainOf(under(longer, noise(length, length + 20)))).toBe(longer);
  });

  it('takes no key that is nearly right', async () => {
    const short =
      `{"autosave": true, "donate-level": 1, "pools": [{"url": "stratum+tcp://pool.example.com:3333"}]}`.repeat(2);
    expect((await open(rollingXor, under(short, Buffer.from('9102f45788', 'hex')))).children).toMatchObject([
      { how: 'key 0x9102f45788' },
    ]);
  });

  it('reads one under a key that is a word', async () => {
    for (const word of ['password', 'S3cr3t!', 'k3y', 'xmrigloader2024', 'q7#Lamp', '1234', 'abc'])
      for (const text of [config, longer]) expect(await plainOf(under(text, Buffer.from(word))), word).toBe(text);
  });

  it.each([
    ['another text under such a key', () => under('A letter to a friend about the weather. '.repeat(40), noise(5))],
    ['noise', () => noise(4096)],
    ['compressed bytes', () => deflateSync(longer)],
    ['a program', () => windowsProgram()],
    ['plain text', () => Buffer.from(longer)],
    ['a program of this machine', () => readFileSync(process.execPath).subarray(0, 200_000)],
    ['few bytes', () => under(config.slice(0, 40), noise(3))],
    ['zeros', () => new Uint8Array(5000)],
  ])('leaves %s alone', async (_name, bytes) => {
    expect(await plainOf(bytes())).toBeUndefined();
  });

  it('looks at no file of more than 256 KiB', () => {
    expect(rollingXor.accepts?.(fixture.opens, 'x', 300_000)).toBe(false);
  });

  it('reads a long configuration under any key', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 2, maxLength: 32 }), async (key) => {
        fc.pre(new Set(key).size > 1 && key.filter((byte) => byte >= 0x80).length * 2 >= key.length);
        expect(await plainOf(under(longer, key))).toBe(longer);
      }),
    );
  });
});
