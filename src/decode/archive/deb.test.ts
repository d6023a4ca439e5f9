import { Buffer } from 'node:buffer';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeDeb } from '../../../tests/make-series.ts';
import { hasPeer } from '../../../tests/peer.ts';
import { temporaryFolder } from '../../../tests/temporary-folder.ts';
import { textsOf, unpack } from '../../../tests/unpacked.ts';
import { fixture } from './deb.fixture.ts';
import { deb } from './deb.ts';

describe('deb', () => {
  it('opens its own format and leaves other bytes alone', async () => {
    expect(deb.accepts(fixture.opens, 'x')).toBe(true);
    const unpacked = await unpack(deb, fixture.opens, {}, 3);
    expect(textsOf(unpacked)).toEqual({ 'debian-binary': '2.0\n', 'control.tar': 'c', 'data.tar': 'data' });
    expect(unpacked.gaps).toEqual([]);
    expect(deb.accepts(fixture.leaves, 'x')).toBe(false);
  });

  it('says what is cut short', async () => {
    const { parts, gaps } = await unpack(deb, makeDeb({ 'debian-binary': 'x'.repeat(50) }).subarray(0, 88));
    expect(parts).toMatchObject([{ bytes: Buffer.from('x'.repeat(20)) }]);
    expect(gaps).toEqual([{ code: 'truncated', what: '"debian-binary" has 20 of 50 bytes', offset: 68 }]);
  });

  it.skipIf(!hasPeer('dpkg-deb'))('opens what dpkg-deb writes (skipped without it)', async () => {
    const folder = temporaryFolder();
    const root = join(folder, 'package');
    mkdirSync(join(root, 'DEBIAN'), { recursive: true, mode: 0o755 });
    chmodSync(root, 0o755);
    const control = 'Package: example\nVersion: 1\nArchitecture: all\nMaintainer: x <x@example.com>\nDescription: x\n';
    writeFileSync(join(root, 'DEBIAN', 'control'), control);
    writeFileSync(join(root, 'file'), 'contents');
    execFileSync('dpkg-deb', ['--build', '-Zxz', root, join(folder, 'example.deb')], { stdio: 'ignore' });
    const bytes = readFileSync(join(folder, 'example.deb'));
    expect(deb.accepts(bytes.subarray(0, 4096), 'x')).toBe(true);
    const { parts, gaps } = await unpack(deb, bytes);
    expect(parts.map(({ name }) => name)).toEqual(['debian-binary', 'control.tar.xz', 'data.tar.xz']);
    expect(gaps).toEqual([]);
  });
});
