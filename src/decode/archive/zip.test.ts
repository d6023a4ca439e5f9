import { Buffer } from 'node:buffer';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { storedZip } from '../../../examples/2018-installer/archive.ts';
import { hasPeer } from '../../../tests/peer.ts';
import { temporaryFolder } from '../../../tests/temporary-folder.ts';
import { nodeHost } from '../../engine/node/host.ts';
import { defaultLimits, type Limits } from '../../model/limits.ts';
import type { Child, Miss } from '../../model/units.ts';
import { fixture } from './zip.fixture.ts';
import { zip } from './zip.ts';

interface Decoded {
  readonly children: readonly Child[];
  readonly gaps: readonly Miss['gap'][];
}

async function decode(bytes: Uint8Array, limits: Partial<Limits> = {}): Promise<Decoded> {
  const children: Child[] = [];
  const gaps: Miss['gap'][] = [];
  const context = { host: nodeHost, limits: { ...defaultLimits, ...limits } };
  for await (const out of zip.decode(bytes, context)) {
    if ('gap' in out) gaps.push(out.gap);
    else if ('bytes' in out) children.push(out);
    else {
      const pieces: Uint8Array[] = [];
      for await (const piece of out.pieces()) pieces.push(Uint8Array.from(piece));
      children.push({ name: out.name, bytes: Buffer.concat(pieces) });
    }
  }
  return { children, gaps };
}

const texts = ({ children }: Decoded): Record<string, string> =>
  Object.fromEntries(children.map(({ name, bytes }) => [name, Buffer.from(bytes).toString()]));

const files = {
  'a.txt': Buffer.from('alpha '.repeat(40)),
  'sub/b.txt': Buffer.from('beta'),
  'sub/': new Uint8Array(0),
};
const archive = zipSync(files);
const bothTexts = { 'a.txt': 'alpha '.repeat(40), 'sub/b.txt': 'beta' };

/** Bytes that pack to about a third, the same each time. */
function noise(length: number): Buffer {
  const bytes = Buffer.alloc(length);
  let state = 1;
  for (let i = 0; i < length; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[i] = 97 + (state >>> 30) + ((state >>> 20) & 1);
  }
  return bytes;
}

describe('zip', () => {
  it('opens its own format and leaves other bytes alone', async () => {
    expect(zip.accepts(fixture.opens.subarray(0, 512), 'x')).toBe(true);
    expect(texts(await decode(fixture.opens))).toEqual({ 'folder/file.txt': 'text' });
    expect(zip.accepts(fixture.leaves.subarray(0, 512), 'x.zip')).toBe(false);
  });

  it('accepts an archive by its first bytes', () => {
    expect(zip.accepts(archive.subarray(0, 512), 'x')).toBe(true);
    expect(zip.accepts(zipSync({}), 'x')).toBe(true);
  });

  it('gives each file, and no folder', async () => {
    const decoded = await decode(archive);
    expect(texts(decoded)).toEqual(bothTexts);
    expect(decoded.gaps).toEqual([]);
  });

  it('gives two files of one name', async () => {
    const twice = Buffer.from(zipSync({ aa: Buffer.from('1'), ab: Buffer.from('2') }));
    for (let at = twice.indexOf('ab'); at >= 0; at = twice.indexOf('ab', at)) twice.write('aa', at);
    expect((await decode(twice)).children.map(({ name }) => name)).toEqual(['aa', 'aa']);
  });

  it('gives what stands before, after and between the entries as parts of their own', async () => {
    const bytes = Buffer.concat([storedZip('first', 'hidden from most tools'), archive, Buffer.alloc(64, 'z')]);
    const { 'outside@0x0': before, ...rest } = texts(await decode(bytes));
    expect(rest).toEqual({ ...bothTexts, [`outside@0x${(bytes.length - 64).toString(16)}`]: 'z'.repeat(64) });
    expect(before).toContain('hidden from most tools');
  });

  it('salvages the entries of an archive that was cut, and says so', async () => {
    const whole = zipSync({ a: Buffer.from('first'), b: Buffer.from('x'.repeat(5000)) }, { level: 0 });
    const decoded = await decode(whole.subarray(0, 2000));
    expect(texts(decoded)['a']).toBe('first');
    expect(texts(decoded)['b']).toMatch(/^x{1000,}$/);
    expect(decoded.gaps.map(({ code }) => code)).toEqual(['truncated', 'truncated']);
  });

  it('keeps names that climb out of a folder or hold control characters as they are', async () => {
    const name = '../../etc/\x1b[31mpasswd';
    expect(Object.keys(texts(await decode(zipSync({ [name]: Buffer.from('x') }))))).toEqual([name]);
  });

  it('says which entry is encrypted', async () => {
    const bytes = Uint8Array.from(storedZip('secret', 'x'));
    const central = Buffer.from(bytes).indexOf('PK\x01\x02', 0, 'latin1');
    bytes[central + 8] = 1;
    bytes[central + 16] = 0; // what is unpacked has another checksum
    const { children, gaps } = await decode(bytes);
    expect(children).toEqual([]);
    expect(gaps).toEqual([{ code: 'encrypted', what: '"secret" is encrypted', offset: 0 }]);
  });

  it('gives what is only marked as encrypted', async () => {
    const bytes = Uint8Array.from(zipSync({ x: Buffer.from('hello') }));
    bytes[Buffer.from(bytes).indexOf('PK\x01\x02', 0, 'latin1') + 8] = 1;
    const decoded = await decode(bytes);
    expect(texts(decoded)).toEqual({ x: 'hello' });
    expect(decoded.children[0]?.how).toBe('marked as encrypted, and not encrypted');
  });

  it('names ten encrypted entries and counts the rest', async () => {
    const names = Array.from({ length: 25 }, (_, i) => [`file${i}`, Buffer.from('x')] as const);
    const bytes = Buffer.from(zipSync(Object.fromEntries(names)));
    for (
      let at = bytes.indexOf('PK\x01\x02', 0, 'latin1');
      at >= 0;
      at = bytes.indexOf('PK\x01\x02', at + 1, 'latin1')
    ) {
      bytes[at + 8] = 1;
      bytes[at + 16] = 0;
    }
    const { gaps } = await decode(bytes);
    expect(gaps).toHaveLength(11);
    expect(gaps.at(-1)).toEqual({ code: 'encrypted', what: '15 more entries of which the same is true' });
  });

  it('says by which method it cannot unpack, and takes what did not shrink as stored', async () => {
    const bytes = Uint8Array.from(storedZip('x', 'text'));
    bytes[Buffer.from(bytes).indexOf('PK\x01\x02', 0, 'latin1') + 10] = 97;
    const { children, gaps } = await decode(bytes);
    expect(gaps).toMatchObject([{ code: 'not-supported', what: '"x" is packed by method 97' }]);
    expect(children).toMatchObject([{ name: 'x', how: 'taken as stored' }]);
    expect(texts({ children, gaps })).toEqual({ x: 'text' });
  });

  it('gives what an entry holds where its size lies, and says so', async () => {
    const bytes = Uint8Array.from(zipSync({ x: Buffer.from('hello') }));
    bytes[Buffer.from(bytes).indexOf('PK\x01\x02', 0, 'latin1') + 24] = 3;
    const decoded = await decode(bytes);
    expect(texts(decoded)).toEqual({ x: 'hello' });
    expect(decoded.gaps).toMatchObject([{ code: 'malformed', what: '"x" holds 5 bytes, not the 3 it says' }]);
  });

  it('says what does not unpack, and goes on', async () => {
    const bytes = Buffer.from(zipSync({ bad: Buffer.from('abc '.repeat(50)), good: Buffer.from('good') }));
    bytes.fill(0xff, 33, 36);
    const decoded = await decode(bytes);
    expect(texts(decoded)).toEqual({ bad: '', good: 'good' });
    expect(decoded.gaps).toMatchObject([{ code: 'malformed', what: '"bad" does not unpack beyond 0 bytes' }]);
  });
});

describe('limits of zip', () => {
  const zeros = zipSync({ bomb: new Uint8Array(8 * 1024 * 1024), next: Buffer.from('still read') });

  it('stop a bomb by its ratio, and what stands before that and beside it is still read', async () => {
    const decoded = await decode(zeros);
    const packedBytes = Buffer.from(zeros).readUInt32LE(18);
    expect(decoded.children.map(({ name, bytes }) => [name, bytes.length])).toEqual([
      ['bomb', 200 * packedBytes],
      ['next', 10],
    ]);
    expect(decoded.gaps).toMatchObject([{ code: 'limit-ratio', offset: 0 }]);
  });

  it('stop at the bytes that an archive may unpack to', async () => {
    const decoded = await decode(zipSync({ a: new Uint8Array(600), b: new Uint8Array(600), c: new Uint8Array(600) }), {
      unpackedBytes: 1000,
    });
    expect(decoded.children.map(({ name, bytes }) => [name, bytes.length])).toEqual([
      ['a', 600],
      ['b', 400],
    ]);
    expect(decoded.gaps.map(({ code }) => code)).toEqual(['limit-bytes', 'limit-bytes']);
  });

  it('stop at the number of entries', async () => {
    const decoded = await decode(archive, { children: 1 });
    expect(decoded.children).toHaveLength(1);
    expect(decoded.gaps).toMatchObject([{ code: 'limit-count' }]);
  });

  it('hold where entries share bytes, which is said', async () => {
    const bytes = Uint8Array.from(zipSync({ aa: new Uint8Array(500), bb: new Uint8Array(500) }));
    const second = Buffer.from(bytes).lastIndexOf('PK\x01\x02', undefined, 'latin1');
    bytes[second + 42] = 4; // within the first entry: no header stands there
    expect((await decode(bytes)).gaps).toMatchObject([{ code: 'malformed', what: '"bb": no entry stands there' }]);
    const nested = Uint8Array.from(storedZip('outer', 'PK\x03\x04'));
    expect((await decode(nested)).gaps).toEqual([]);
  });

  it('bound the work on a bomb of many overlapping entries', async () => {
    const central = Buffer.from(zeros.subarray(Buffer.from(zeros).indexOf('PK\x01\x02', 0, 'latin1'), -22)).subarray(
      0,
      50,
    );
    const many = Buffer.concat(Array.from({ length: 5000 }, () => central));
    const end = Buffer.from(zeros.subarray(-22));
    const directoryAt = end.readUInt32LE(16);
    end.writeUInt32LE(many.length, 12);
    const started = Date.now();
    const { gaps } = await decode(Buffer.concat([zeros.subarray(0, directoryAt), many, end]), { unpackedBytes: 4e6 });
    expect(gaps.at(-1)).toMatchObject({ code: 'limit-bytes' });
    expect(Date.now() - started).toBeLessThan(5000);
  });
});

describe('long entries of zip', () => {
  const long = noise(9_000_000);
  const archiveOfLong = zipSync({ long, after: Buffer.from('after') }, { level: 1 });

  it('come in pieces, however often they are asked for', async () => {
    const context = { host: nodeHost, limits: defaultLimits };
    for await (const out of zip.decode(archiveOfLong, context)) {
      if ('gap' in out || out.name !== 'long') continue;
      if ('bytes' in out) throw new Error('held');
      for (let time = 0; time < 2; time++) {
        const pieces: Uint8Array[] = [];
        for await (const piece of out.pieces()) pieces.push(piece);
        expect(Buffer.concat(pieces).equals(long)).toBe(true);
      }
    }
    expect((await decode(archiveOfLong)).gaps).toEqual([]);
  });

  it('come in pieces where their size lies', async () => {
    const bytes = Buffer.from(archiveOfLong);
    bytes.writeUInt32LE(5, bytes.indexOf('PK\x01\x02', 0, 'latin1') + 24);
    const { children, gaps } = await decode(bytes);
    expect(children.map((child) => child.bytes.length)).toEqual([9_000_000, 5]);
    expect(gaps).toMatchObject([{ code: 'malformed', what: '"long" holds 9000000 bytes, not the 5 it says' }]);
  });

  it('give what stands before damage', async () => {
    const bytes = Buffer.from(archiveOfLong);
    bytes.fill(0xff, bytes.length >> 1);
    const { children, gaps } = await decode(bytes);
    expect(gaps.map(({ code }) => code)).toEqual(['truncated', 'malformed']);
    const [child] = children;
    expect(child && long.subarray(0, 4_000_000).equals(child.bytes.subarray(0, 4_000_000))).toBe(true);
  });

  it('give the directory where comments hide in it', async () => {
    const comment = `pool.example.com:3333 ${'x'.repeat(100)}`;
    const bytes = Buffer.from(zipSync({ a: [Buffer.from('b'), { comment }] }));
    const directory = (await decode(bytes)).children.find(({ name }) => name === 'directory');
    expect(Buffer.from(directory?.bytes ?? []).toString('latin1')).toContain(comment);
  });
});

function python(script: string, folder: string): void {
  execFileSync('python3', ['-c', script], { cwd: folder });
}

describe.skipIf(!hasPeer('python3'))('archives that Python writes (skipped without python3)', () => {
  const folder = temporaryFolder();

  it('are read with ZIP64 sizes and with sizes that follow the data', async () => {
    python(
      `import zipfile,sys
class Pipe:
    def __init__(self, f): self.f = f
    def write(self, b): return self.f.write(b)
    def flush(self): pass
with zipfile.ZipFile(Pipe(open('piped.zip','wb')),'w',zipfile.ZIP_DEFLATED) as z:
    z.writestr('one', 'uno '*100)
    with z.open('two','w',force_zip64=True) as f: f.write(b'dos '*100)`,
      folder,
    );
    const piped = readFileSync(join(folder, 'piped.zip'));
    const expected = { one: 'uno '.repeat(100), two: 'dos '.repeat(100) };
    expect(texts(await decode(piped))).toEqual(expected);
    const cut = piped.subarray(0, piped.indexOf('PK\x01\x02', 0, 'latin1'));
    expect(texts(await decode(cut))).toEqual(expected);
  });

  it('agree with what Python reads from an archive of ours', () => {
    writeFileSync(join(folder, 'ours.zip'), storedZip('n', 'text'));
    python(
      `import zipfile; z=zipfile.ZipFile('ours.zip'); assert z.testzip() is None; assert z.read('n')==b'text'`,
      folder,
    );
  });
});
