import { Buffer } from 'node:buffer';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { open, texts } from '../../../tests/decoding.ts';
import { hasPeer } from '../../../tests/peer.ts';
import { temporaryFolder } from '../../../tests/temporary-folder.ts';
import { textsOf, unpack } from '../../../tests/unpacked.ts';
import { nodeHost } from '../../engine/node/host.ts';
import type { Host } from '../../model/host.ts';
import { defaultLimits } from '../../model/limits.ts';
import { encrypted, fixture, storedRar, streams } from './seven-zip.fixture.ts';
import { sevenZip } from './seven-zip.ts';

const accepts = (bytes: Uint8Array, name = 'x'): boolean =>
  sevenZip.accepts(bytes.subarray(0, 4096), name, bytes.length);
const text = 'the same text '.repeat(8);

describe('seven-zip', () => {
  it('opens its own format and leaves other bytes alone', async () => {
    expect(accepts(fixture.opens)).toBe(true);
    expect(await open(sevenZip, fixture.opens)).toEqual({
      children: [{ name: 'folder/file.txt', bytes: new Uint8Array(Buffer.from('text')) }],
      gaps: [],
    });
    expect(accepts(fixture.leaves)).toBe(false);
  });

  it.each(Object.entries(streams))('gives what %s packed', async (_, bytes) => {
    expect(accepts(bytes)).toBe(true);
    const opened = await open(sevenZip, bytes);
    expect(opened.gaps).toEqual([]);
    expect(texts(opened)).toEqual({ unpacked: text });
  });

  it.each([
    ['data.tar.xz', streams.xz],
    ['data.tbz2', streams.bzip2],
    ['data.tar.lzma', streams.lzma],
  ])('calls what %s holds after it', async (name, bytes) => {
    expect(textsOf(await unpack(sevenZip, bytes, {}, undefined, name))).toEqual({ 'data.tar': text });
  });

  it('gives files of one name, names that climb, and names with control characters', async () => {
    const files = { '../../etc/cron.d/x': 'up', 'a\n\x1b[31m': 'odd', '/absolute': 'root' };
    const bytes = storedRar(files);
    expect(texts(await open(sevenZip, bytes))).toEqual(files);
    const twice = Buffer.concat([storedRar({ a: '1', b: '2' })]);
    expect((await open(sevenZip, twice)).children).toHaveLength(2);
  });

  it('prints nothing and leaves the exit code of this process alone', async () => {
    const before = process.exitCode;
    await open(sevenZip, fixture.opens.subarray(0, 60));
    expect(process.exitCode).toBe(before);
  });

  it.each(['malware', 'virus'] as const)(
    'opens what is encrypted with the password %s, and says so',
    async (password) => {
      const { children, gaps } = await open(sevenZip, encrypted[password]);
      expect(gaps).toEqual([]);
      expect(children).toMatchObject([{ name: 'folder/file.txt', how: `password ${password}` }]);
      expect(Buffer.from(children[0]?.bytes ?? []).toString()).toBe('text');
    },
  );

  it('says that another password is needed', async () => {
    const { children, gaps } = await open(sevenZip, encrypted.another);
    expect(children).toEqual([]);
    expect(gaps).toMatchObject([{ code: 'encrypted' }]);
  });

  it('gives what stands behind an archive', async () => {
    const opened = await open(sevenZip, Buffer.concat([fixture.opens, Buffer.from('pool.example.com:3333')]));
    expect(texts(opened)).toEqual({
      'folder/file.txt': 'text',
      [`rest@0x${fixture.opens.length.toString(16)}`]: 'pool.example.com:3333',
    });
  });

  it('says what is cut short, and gives what stands before that', async () => {
    expect((await open(sevenZip, fixture.opens.subarray(0, 60))).gaps).toMatchObject([{ code: 'truncated' }]);
    const opened = await open(sevenZip, streams.xz.subarray(0, 60));
    expect(opened.gaps).toEqual([{ code: 'truncated', what: 'the archive is cut short' }]);
  });

  it('takes files for images of discs by their name, and opens only what is one', async () => {
    expect(accepts(Buffer.alloc(40_000, 1), 'disc.ISO')).toBe(true);
    expect(accepts(Buffer.alloc(40_960), 'x')).toBe(true);
    expect(accepts(Buffer.alloc(40_000), 'x')).toBe(false);
    expect(await open(sevenZip, Buffer.alloc(40_960))).toEqual({ children: [], gaps: [] });
  });

  it('makes a gap of a crash within 7-Zip', async () => {
    const host: Host = {
      ...nodeHost,
      within: () => {
        throw new Error('out of bounds');
      },
    };
    const outs = [];
    for await (const out of sevenZip.decode(fixture.opens, { host, limits: defaultLimits })) outs.push(out);
    expect(outs).toMatchObject([{ gap: { code: 'crashed' } }]);
  });

  it('makes a gap of work that was ended', async () => {
    const host: Host = { ...nodeHost, within: () => false };
    const outs = [];
    for await (const out of sevenZip.decode(streams.bzip2, { host, limits: defaultLimits })) outs.push(out);
    expect(outs).toMatchObject([{ gap: { code: 'limit-time' } }]);
  });
});

describe('limits of seven-zip', () => {
  it('stop at the bytes that an archive may unpack to', async () => {
    const { children, gaps } = await open(sevenZip, storedRar({ a: 'x'.repeat(600), b: 'y'.repeat(600), c: 'z' }), {
      unpackedBytes: 1000,
    });
    expect(children.map(({ name, bytes }) => [name, bytes.length])).toEqual([
      ['a', 600],
      ['b', 400],
    ]);
    expect(gaps).toMatchObject([{ code: 'limit-bytes' }]);
  });

  it('stop at the number of files', async () => {
    const { children, gaps } = await open(sevenZip, storedRar({ a: '1', b: '2', c: '3' }), { children: 2 });
    expect(children).toHaveLength(2);
    expect(gaps).toMatchObject([{ code: 'limit-count' }]);
  });
});

describe.skipIf(!hasPeer('python3'))('archives that Python writes (skipped without python3)', () => {
  const folder = temporaryFolder();
  const python = (script: string): void => void execFileSync('python3', ['-c', script], { cwd: folder });

  it('stop a bomb by its ratio', async () => {
    python(`import lzma; open('bomb.xz','wb').write(lzma.compress(bytes(1 << 25)))`);
    const { children, gaps } = await open(sevenZip, readFileSync(join(folder, 'bomb.xz')));
    expect(children.map(({ bytes }) => bytes.length)).toEqual([1 << 20]);
    expect(gaps).toMatchObject([{ code: 'limit-ratio' }]);
  });
});

/** How other programs pack the folder `in`, with `long` of 100 KB and `sub/short`, into `out`. */
const peers: readonly (readonly [program: string, flag: string, command: string])[] = [
  ['7z', '', '7z a -bso0 -t7z out in'],
  ['7z', '', '7z a -bso0 -t7z -mx=9 -ms=off -mhe=on -pinfected out in'],
  ['7z', '', '7z a -bso0 -twim out in'],
  ['genisoimage', '-version', 'genisoimage -quiet -R -J -udf -o out in'],
  ['mksquashfs', '-version', 'mksquashfs in out -quiet -no-progress -keep-as-directory'],
  ['gcab', '-v', 'gcab -c -z out in/long in/sub/short'],
  ['arj', '', 'arj a -y -r out in'],
];

describe('archives of other programs (each skipped where it is not installed)', () => {
  const folder = temporaryFolder();
  const long = Buffer.from(Array.from({ length: 100_000 }, (_, i) => (Math.imul(i, 2_654_435_761) >>> 16) & 0xff));
  const has = (program: string): boolean => execFileSync('sh', ['-c', `command -v ${program} || true`]).length > 0;

  it.each(peers.filter(([program]) => has(program)).map(([, , command]) => [command] as const))(
    '%s',
    async (command) => {
      mkdirSync(join(folder, 'in/sub'), { recursive: true });
      writeFileSync(join(folder, 'in/long'), long);
      writeFileSync(join(folder, 'in/sub/short'), 'short');
      execFileSync('sh', ['-c', `rm -f out*; ${command} >/dev/null; test -e out || mv out.* out`], { cwd: folder });
      const bytes = readFileSync(join(folder, 'out'));
      expect(accepts(bytes, 'disc.iso')).toBe(true);
      const { children, gaps } = await open(sevenZip, bytes);
      expect(gaps).toEqual([]);
      const byName = new Map(children.map((child) => [child.name.split('/').at(-1), Buffer.from(child.bytes)]));
      expect(byName.get('short')?.toString()).toBe('short');
      expect(byName.get('long')?.equals(long)).toBe(true);
    },
  );

  it.skipIf(!has('lzip'))('lzip, with several members', async () => {
    writeFileSync(join(folder, 'raw'), long);
    const bytes = execFileSync('lzip', ['-c', '-b', '100000', '-0', join(folder, 'raw'), join(folder, 'raw')]);
    expect(accepts(bytes)).toBe(true);
    const { children, gaps } = await open(sevenZip, bytes);
    expect(gaps).toEqual([]);
    expect(Buffer.from(children[0]?.bytes ?? []).equals(Buffer.concat([long, long]))).toBe(true);
  });

  it.skipIf(!has('rpmbuild'))('rpmbuild, with the scripts that run at installation', async () => {
    const spec = [
      'Name: sample\nVersion: 1\nRelease: 1\nSummary: sample\nLicense: none\nBuildArch: noarch',
      '%description\nsample\n%install\nmkdir -p %{buildroot}/opt\necho text > %{buildroot}/opt/file',
      '%post\necho post-script-of-sample\n%files\n/opt/file\n',
    ].join('\n');
    writeFileSync(join(folder, 'sample.spec'), spec);
    execFileSync('rpmbuild', ['-bb', '--quiet', '--define', `_topdir ${folder}/rpm`, 'sample.spec'], {
      cwd: folder,
      stdio: 'ignore',
    });
    const opened = await open(sevenZip, readFileSync(join(folder, 'rpm/RPMS/noarch/sample-1-1.noarch.rpm')));
    expect(texts(opened)['header']).toContain('post-script-of-sample');
    expect(opened.children.some(({ name }) => name.includes('.cpio'))).toBe(true);
    expect(opened.children.filter(({ name, bytes }) => name === 'header' && accepts(bytes))).toEqual([]);
  });
});
