/**
 * Archives made to harm whoever opens them: each costs a named gap at most, what can be seen is still seen, and nothing
 * is written to a disk.
 */
import { Buffer } from 'node:buffer';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { storedZip } from '../examples/2018-installer/archive.ts';
import { asar } from '../src/decode/archive/asar.ts';
import { cpio } from '../src/decode/archive/cpio.ts';
import { deb } from '../src/decode/archive/deb.ts';
import { gzip } from '../src/decode/archive/gzip.ts';
import { lz4 } from '../src/decode/archive/lz4.ts';
import { storedRar } from '../src/decode/archive/seven-zip.fixture.ts';
import { sevenZip } from '../src/decode/archive/seven-zip.ts';
import { tar } from '../src/decode/archive/tar.ts';
import { zip } from '../src/decode/archive/zip.ts';
import { zstd } from '../src/decode/archive/zstd.ts';
import { examine } from '../src/engine/examine.ts';
import type { Examined } from '../src/engine/ledger.ts';
import { sharedHost } from '../src/engine/node/host.ts';
import { planSieve, workbench } from '../src/engine/node/workbench.ts';
import { memorySource } from '../src/engine/source.ts';
import type { GapCode } from '../src/model/gap.ts';
import { defaultLimits, type Limits } from '../src/model/limits.ts';
import { gzipQuine } from './gzip-quine.ts';
import { makeAsar, makeCpio, makeDeb, makeTar, tarEnd, tarMember } from './make-series.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { type Opener, type Unpacked, unpack } from './unpacked.ts';

const plan = planSieve();
const evidence = 'stratum+tcp://pool.example.com:3333';

function examined(name: string, bytes: Uint8Array, limits: Partial<Limits> = {}): Promise<Examined> {
  const bench = { ...workbench(plan, { ...defaultLimits, ...limits }), host: sharedHost() };
  return examine(memorySource(name, bytes, bench.host.sha256), bench);
}

const codesOf = ({ gaps }: Examined): GapCode[] => [...new Set(gaps.map(({ code }) => code))].sort();
const namesOf = ({ artifacts }: Examined): string[] => artifacts.map(({ name }) => name);

// Whatever climbs out of the working folder or goes to the temporary one would be found here.
const root = temporaryFolder();
const before = { folder: process.cwd(), temporary: process.env['TMPDIR'] };
beforeAll(() => {
  mkdirSync(join(root, 'a/b/c'), { recursive: true });
  process.chdir(join(root, 'a/b/c'));
  process.env['TMPDIR'] = root;
});
afterAll(() => {
  process.chdir(before.folder);
  if (before.temporary === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = before.temporary;
  expect(readdirSync(root, { recursive: true }).sort()).toEqual(['a', 'a/b', 'a/b/c']);
});

const zeros = new Uint8Array(30_000_000);

describe('a flat bomb', () => {
  it.each([
    ['gzip', gzipSync(zeros)],
    ['zip', zipSync({ zeros })],
  ])('packed with %s stops at its ratio', async (_, bytes) => {
    expect(codesOf(await examined('bomb', bytes))).toEqual(['limit-ratio']);
  });

  it('of Zstandard stops at its ratio', async () => {
    const block = Buffer.from('020010aa', 'hex'); // 128 KiB of one byte
    const bytes = Buffer.concat([Buffer.from('28b52ffd0070', 'hex'), ...Array.from({ length: 300 }, () => block)]);
    expect(codesOf(await examined('bomb', bytes))).toEqual(['limit-ratio']);
  });
});

describe('a nested bomb', () => {
  const tenfold = (inner: Uint8Array): Uint8Array =>
    zipSync(Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`${i}.zip`, inner])), { level: 0 });

  it('stops at the bytes that its source may unpack to', async () => {
    let bytes: Uint8Array = zipSync({ zeros: new Uint8Array(150_000) });
    for (let depth = 0; depth < 4; depth++) bytes = tenfold(bytes);
    expect(codesOf(await examined('bomb.zip', bytes, { unpackedBytes: 2_000_000 }))).toContain('limit-bytes');
  });

  it('stops at the depth that archives may have', async () => {
    let bytes: Uint8Array = Buffer.from(evidence);
    for (let depth = 0; depth < 12; depth++) bytes = storedOf('inner.zip', bytes);
    const nested = await examined('outer.zip', bytes);
    expect(codesOf(nested)).toEqual(['limit-depth']);
    expect(nested.artifacts).toHaveLength(1 + defaultLimits.depth);
  });
});

const storedOf = (name: string, bytes: Uint8Array): Uint8Array => zipSync({ [name]: bytes }, { level: 0 });

describe('an archive that holds itself', () => {
  it('is opened as deep as archives may nest: a gzip file that unpacks to itself', async () => {
    const quine = await examined('self.gz', gzipQuine());
    expect(namesOf(quine).at(-1)).toBe(`self.gz${'!self'.repeat(defaultLimits.depth)}`);
    expect(codesOf(quine)).toEqual(['limit-depth']);
  });

  it('comes to an end: a ZIP whose entry reaches over its own directory', async () => {
    const bytes = Buffer.from(storedZip('self.zip', 'x'));
    const reach = bytes.length - 38; // behind the entry's header and its name
    const central = bytes.indexOf('PK\x01\x02', 0, 'latin1');
    for (const at of [18, 22, central + 20, central + 24]) bytes.writeUInt32LE(reach, at);
    expect(codesOf(await examined('self.zip', bytes))).toEqual(['malformed']);
  });

  it('comes to an end: a tape archive whose member reaches over the next ones', async () => {
    const next = makeTar({ name: 'next', bytes: evidence });
    const bytes = Buffer.concat([tarMember({ name: 'self.tar', size: next.length + 4096 }), next]);
    const over = await examined('self.tar', bytes);
    expect(namesOf(over)).toEqual(['self.tar', 'self.tar!self.tar', 'self.tar!self.tar!next']);
    expect(codesOf(over)).toEqual(['truncated']);
  });
});

it('entries that share their bytes are unpacked a few times, not each', async () => {
  const bytes = zipSync({ shared: Buffer.alloc(200_000, evidence) }, { level: 0 });
  const at = Buffer.from(bytes).indexOf('PK\x01\x02', 0, 'latin1');
  const record = bytes.subarray(at, -22);
  const end = Buffer.from(bytes.subarray(-22));
  end.writeUInt16LE(500, 8);
  end.writeUInt16LE(500, 10);
  end.writeUInt32LE(500 * record.length, 12);
  const bomb = Buffer.concat([bytes.subarray(0, at), ...Array.from({ length: 500 }, () => record), end]);
  const opened = await examined('bomb.zip', bomb);
  expect(codesOf(opened)).toContain('limit-ratio');
  expect(opened.artifacts.length).toBeLessThan(10);
});

describe('names that climb, and links', () => {
  const climbing = '../../../etc/cron.d/x';
  const absolute = '/etc/ld.so.preload';

  it.each([
    ['tar', makeTar({ name: climbing, bytes: evidence }, { name: absolute, bytes: evidence })],
    ['zip', zipSync({ [climbing]: Buffer.from(evidence), [absolute]: Buffer.from(evidence) })],
    ['cpio', makeCpio({ [climbing]: evidence, [absolute]: evidence })],
    ['rar', storedRar({ [climbing]: evidence, [absolute]: evidence })],
  ])('stay as evidence in the names of what %s holds', async (form, bytes) => {
    const opened = await examined(`x.${form}`, bytes);
    expect(namesOf(opened).slice(1)).toEqual([`x.${form}!${climbing}`, `x.${form}!${absolute}`]);
    expect(opened.gaps).toEqual([]);
  });

  it('lead nowhere: links to files outside, to themselves, and a file under a linked folder', async () => {
    const link = (name: string, type: string, target: string) => ({ name, type, fields: { 157: target } });
    const bytes = makeTar(
      link('out', '2', '/etc'),
      link('hard', '1', '/etc/passwd'),
      link('climbs', '2', '../../../../root'),
      link('self', '2', 'self'),
      { name: 'out/cron.d/x', bytes: evidence },
    );
    const opened = await examined('x.tar', bytes);
    expect(namesOf(opened)).toEqual(['x.tar', 'x.tar!out/cron.d/x']);
    expect(opened.gaps).toEqual([]);
  });
});

it('files of one byte, by the hundred thousand, stop at the number that an archive may have', async () => {
  const member = tarMember({ name: 'x', bytes: 'x' });
  const many = Buffer.alloc((defaultLimits.children + 1) * member.length + tarEnd.length);
  for (let at = 0; at + tarEnd.length < many.length; at += member.length) many.set(member, at);
  const opened = await examined('many.tar', many);
  expect(codesOf(opened)).toEqual(['limit-count']);
});

/** Bytes that do not pack, so that archives are as long as what they hold. */
const noise = Buffer.from(Array.from({ length: 1_500 }, (_, i) => Math.imul(i + 1, 2_654_435_761) >>> 23));

async function madeBySevenZip(...flags: readonly string[]): Promise<Uint8Array> {
  const { default: loaded } = await import('7z-wasm');
  const made = await loaded.default({ print: () => {}, printErr: () => {} });
  made.FS.writeFile('noise', noise);
  made.callMain(['a', ...flags, 'out.x', 'noise']);
  return Buffer.from(made.FS.readFile('out.x', { encoding: 'binary' }));
}

const two = { a: noise, b: noise };
const place = (offset: string) => ({ offset, size: noise.length });
type Form = readonly [Opener, () => Uint8Array | Promise<Uint8Array>];
const forms: Readonly<Record<string, Form>> = {
  tar: [tar, () => makeTar({ name: 'a', bytes: noise }, { name: 'b', bytes: noise })],
  cpio: [cpio, () => makeCpio(two)],
  deb: [deb, () => makeDeb({ 'debian-binary': '2.0\n', 'data.tar': noise })],
  asar: [asar, () => makeAsar({ files: { a: place('0'), b: place('1500') } }, Buffer.concat([noise, noise]))],
  zip: [zip, () => zipSync(two)],
  gzip: [gzip, () => gzipSync(noise)],
  zstd: [zstd, () => Buffer.concat([Buffer.from('28b52ffd60dc04e12e00', 'hex'), noise])],
  lz4: [lz4, () => Buffer.concat([Buffer.from('04224d18604082dc050080', 'hex'), noise, Buffer.alloc(4)])],
  rar: [sevenZip, () => storedRar({ a: 'x'.repeat(1500) })],
  '7z': [sevenZip, () => madeBySevenZip('-t7z')],
  xz: [sevenZip, () => madeBySevenZip('-txz')],
  bzip2: [sevenZip, () => madeBySevenZip('-tbzip2')],
  wim: [sevenZip, () => madeBySevenZip('-twim')],
};

describe('cut at every 97th byte', () => {
  it.each(Object.entries(forms))('%s says so, wherever something is lost', async (_, [decoder, make]) => {
    const bytes = await make();
    const whole = held(await unpack(decoder, bytes));
    expect(whole).toBeGreaterThanOrEqual(noise.length);
    for (let end = 97; end < bytes.length; end += 97) {
      const begun = bytes.subarray(0, end);
      if (!decoder.accepts?.(begun, 'sample', end)) continue; // then it is searched as it is
      const cut = await unpack(decoder, begun);
      const codes = cut.gaps.map(({ code }) => code);
      if (held(cut) < whole) expect(codes, `cut at ${end} of ${bytes.length}`).not.toEqual([]);
      expect(codes.filter((code) => code !== 'truncated' && code !== 'malformed')).toEqual([]);
    }
  });
});

/** Bytes of what was unpacked. */
function held({ parts }: Unpacked): number {
  return parts.reduce((sum, { bytes }) => sum + bytes.length, 0);
}
