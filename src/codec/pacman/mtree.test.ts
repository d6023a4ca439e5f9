import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasPeer } from '../../../tests/peer.ts';
import { readMtree, unpackMtree } from './mtree.ts';

const sha256 = 'ab'.repeat(32);
const md5 = 'cd'.repeat(16);
const most = 1024 * 1024;

describe('lists of what a package’s files hold', () => {
  it('have the strongest digest of each file', () => {
    const lines = [
      '#mtree',
      '/set type=file uid=0 gid=0 mode=644',
      `./usr/bin/lamp time=1.5 mode=755 size=7 md5digest=${md5} sha256digest=${sha256}`,
      `./etc/lamp.conf time=1.5 size=8 md5digest=${md5}`,
      './usr/bin time=1.5 type=dir',
      './usr/bin/lamplink type=link link=lamp',
      `usr/no sha256digest=${sha256}`,
      './usr/short sha256digest=abab',
      `./last sha256digest=${sha256}`,
    ];
    expect([...readMtree(lines.join('\n'))]).toEqual([
      { path: '/usr/bin/lamp', algorithm: 'sha256', digest: sha256 },
      { path: '/etc/lamp.conf', algorithm: 'md5', digest: md5 },
      { path: '/last', algorithm: 'sha256', digest: sha256 },
    ]);
  });

  it('write what is no plain letter as bytes', () => {
    const paths = ['./a\\040b', './\\303\\251\\075\\134', './\\9é'].map((path) => `${path} sha256digest=${sha256}`);
    expect([...readMtree(paths.join('\n'))].map(({ path }) => path)).toEqual(['/a b', '/é=\\', '/\\9é']);
  });

  it('are unpacked within their bound, and told from what is none', () => {
    const packed = gzipSync('#mtree\n'.repeat(1000));
    const unpacked = unpackMtree(packed, most);
    expect(unpacked.status === 'ok' && unpacked.value.length).toBe(7000);
    expect(unpackMtree(packed, 6999).status).toBe('limit');
    expect(unpackMtree(Buffer.from('#mtree\n'), most).status).toBe('not-this-format');
    expect(unpackMtree(packed.subarray(0, 20), most).status).toBe('malformed');
  });

  it('never throw, whatever stands in them', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('./', 'a', ' ', '\\', '\\777', '\n', `sha256digest=${sha256}`)), (parts) => {
        for (const { path } of readMtree(parts.join(''))) expect(path.startsWith('/')).toBe(true);
      }),
    );
  });
});

/** Skipped without `bsdtar`. */
it.skipIf(!hasPeer('bsdtar'))('what bsdtar writes, as makepkg asks it to (skipped without libarchive-tools)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'davylamp-mtree-'));
  try {
    const files = { 'usr/bin/lamp': 'program', 'usr/share/a b#=\\.txt': 'text', 'etc/empty': '' };
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(join(folder, path, '..'), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    symlinkSync('lamp', join(folder, 'usr/bin/lamplink'));
    const options = '!all,use-set,type,uid,gid,mode,time,size,md5,sha256,link';
    const packed = execFileSync('bsdtar', ['-czf', '-', '--format=mtree', `--options=${options}`, 'etc', 'usr'], {
      cwd: folder,
      timeout: 60_000,
    });
    const unpacked = unpackMtree(packed, most);
    const text = unpacked.status === 'ok' ? new TextDecoder().decode(unpacked.value) : '';
    const digestOf = (content: string): string => createHash('sha256').update(content).digest('hex');
    expect(new Map(Array.from(readMtree(text), ({ path, digest }) => [path, digest]))).toEqual(
      new Map(Object.entries(files).map(([path, content]) => [`/${path}`, digestOf(content)])),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});
