import { Buffer } from 'node:buffer';
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { makePyInstaller, makePyz, marshalCode } from '../../../tests/make-pyinstaller.ts';
import { hasPeer } from '../../../tests/peer.ts';
import { nodeHost } from '../../engine/node/host.ts';
import { defaultLimits, type Limits } from '../../model/limits.ts';
import type { Child, Decoded, Miss } from '../../model/units.ts';
import { fixture } from './pyinstaller.fixture.ts';
import { pyinstaller } from './pyinstaller.ts';

const program = Buffer.from('MZ, a bootloader in name only; _MEIPASS2');
const code = marshalCode(['pool.example.com:3333', ['-o', 'stratum+tcp://pool.example.com:3333', '-u', 'somebody']]);

async function decode(bytes: Uint8Array, limits: Limits = defaultLimits): Promise<Decoded[]> {
  const all: Decoded[] = [];
  for await (const one of pyinstaller.decode(bytes, { host: nodeHost, limits })) all.push(one);
  return all;
}

const childrenOf = (all: readonly Decoded[]): Child[] => all.flatMap((one) => ('bytes' in one ? [one] : []));
const gapsOf = (all: readonly Decoded[]): Miss['gap'][] => all.flatMap((one) => ('gap' in one ? [one.gap] : []));
const namesOf = (all: readonly Decoded[]): string[] => childrenOf(all).map(({ name }) => name);
const textOf = (all: readonly Decoded[], name: string): string =>
  Buffer.from(childrenOf(all).find((child) => child.name === name)?.bytes ?? []).toString();

describe('pyinstaller', () => {
  it('opens its own format and leaves other programs alone', async () => {
    expect(namesOf(await decode(fixture.opens))).toEqual([
      'run.pyc',
      'run.py strings',
      'PYZ-00.pyz!settings.pyc',
      'PYZ-00.pyz!settings.py strings',
    ]);
    expect(await decode(fixture.leaves)).toEqual([]);
  });

  it.each([true, false])(
    'gives scripts, data and libraries, compressed or not (cookie of version 2.0: %s)',
    async (old) => {
      const entries = [
        { type: 'o', name: 'pyi-runtime-tmpdir /tmp', bytes: Buffer.alloc(0) },
        { type: 's', name: 'miner', bytes: code, compressed: true },
        { type: 'x', name: 'data/../../config.json', bytes: Buffer.from('{"pools": []}') },
        { type: 'b', name: 'libssl.so', bytes: Buffer.from('\x7fELF, say'), compressed: true },
      ];
      const all = await decode(makePyInstaller(program, entries, old));
      expect(namesOf(all)).toEqual(['miner.pyc', 'miner.py strings', 'data/../../config.json', 'libssl.so']);
      expect(gapsOf(all)).toEqual([]);
      expect(textOf(all, 'libssl.so')).toBe('\x7fELF, say');
      expect(childrenOf(all)[2]?.from?.length).toBe(13);
      expect(textOf(all, 'miner.py strings')).toBe(
        'pool.example.com:3333\n-o stratum+tcp://pool.example.com:3333 -u somebody\n',
      );
    },
  );

  it('finds the archive with something behind it, such as a signature', async () => {
    const archive = makePyInstaller(program, [{ type: 's', name: 'run', bytes: code }]);
    const signed = Buffer.concat([archive, Buffer.alloc(5000, 'MEI')]);
    expect(namesOf(await decode(signed))).toEqual(['run.pyc', 'run.py strings']);
  });

  it('reads code with the header of a .pyc file, and scripts that are text', async () => {
    const header = Buffer.from('a\r\r\n\0\0\0\0\0\0\0\0\0\0\0\0');
    const all = await decode(
      makePyInstaller(program, [
        { type: 'm', name: 'struct', bytes: Buffer.concat([header, code]) },
        { type: 's', name: 'old', bytes: Buffer.from('print("an old script")\n') },
      ]),
    );
    expect(namesOf(all)).toEqual(['struct.pyc', 'struct.py strings', 'old']);
  });

  it('says that modules are encrypted', async () => {
    const modules = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`module${i}`, code]));
    const all = await decode(
      makePyInstaller(program, [{ type: 'z', name: 'PYZ-00.pyz', bytes: makePyz(modules, true) }]),
    );
    expect(childrenOf(all)).toEqual([]);
    expect(gapsOf(all)).toHaveLength(11);
    expect(gapsOf(all)[0]).toMatchObject({
      code: 'encrypted',
      what: expect.stringContaining('"module0" is encrypted'),
    });
    expect(gapsOf(all)[10]?.what).toBe('PyInstaller: the same of 20 more');
  });

  it('unpacks no bomb', async () => {
    const bomb = { type: 'x', name: 'zeros', bytes: Buffer.alloc(5_000_000), compressed: true };
    expect(gapsOf(await decode(makePyInstaller(program, [bomb])))).toMatchObject([{ code: 'limit-ratio' }]);
    const few = { ...defaultLimits, children: 3, unpackedBytes: 5000 };
    const entry = { type: 'x', name: 'data', bytes: Buffer.alloc(1000, 'data') };
    expect(gapsOf(await decode(makePyInstaller(program, [entry, entry, entry, entry]), few))).toMatchObject([
      { code: 'limit-count' },
    ]);
  });

  it('says what lies beyond the end and what does not unpack', async () => {
    const whole = makePyInstaller(program, [
      { type: 'x', name: 'first', bytes: Buffer.from('first '.repeat(100)), compressed: true },
      { type: 'x', name: 'second', bytes: Buffer.from('second') },
    ]);
    const broken = Buffer.from(whole);
    broken.fill(0xff, program.length + 2, program.length + 12);
    expect(gapsOf(await decode(broken))).toMatchObject([{ code: 'malformed', offset: program.length }]);
    const lost = Buffer.from(whole);
    lost.writeUInt32BE(0x7fffffff, lost.length - 88 - 34 + 4);
    expect(gapsOf(await decode(lost))).toMatchObject([{ code: 'truncated' }]);
  });

  it('says that a cookie stands there whose table is not found', async () => {
    const whole = makePyInstaller(program, [{ type: 's', name: 'run', bytes: code }]);
    expect(gapsOf(await decode(whole.subarray(program.length + 40)))).toMatchObject([{ code: 'malformed' }]);
  });

  it.skipIf(!hasPeer('python3', '-V'))('reads what Python compiles (skipped without python3)', async () => {
    const script = `
import marshal, sys
source = "POOL = 'pool.example.com:3333'\\ndef start():\\n    return run(['xmrig', '-o', POOL, '-u', 'somebody'])\\n"
sys.stdout.buffer.write(marshal.dumps(compile(source, 'miner.py', 'exec')))
`;
    const bytes = execFileSync('python3', ['-c', script]);
    const all = await decode(makePyInstaller(program, [{ type: 's', name: 'miner', bytes, compressed: true }]));
    expect(textOf(all, 'miner.py strings')).toContain('pool.example.com:3333\n');
    expect(textOf(all, 'miner.py strings')).toContain('xmrig');
  });
});
