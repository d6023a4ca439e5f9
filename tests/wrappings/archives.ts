/** Archives and compressed streams. */
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { makeTar } from '../make-series.ts';
import { byProgram, encode, joined, type Wrapping } from './wrapping.ts';

const p7zip = { command: '7z', version: 'i', from: 'p7zip-full' };
const python = { command: 'python3', from: 'python3' };

const tarOf = (name: string, bytes: Uint8Array): Uint8Array => makeTar({ name, bytes });
const zipOf = (name: string) => (bytes: Uint8Array) => zipSync({ [name]: bytes });
const tarAs = (name: string) => (bytes: Uint8Array) => tarOf(name, bytes);
const py = (code: string): Wrapping['wrap'] => byProgram('python3', ['-c', code]);

/** A letter with the bytes as its attachment. */
function letter(bytes: Uint8Array): Uint8Array {
  const lines = Buffer.from(bytes).toString('base64').replace(/.{76}/g, '$&\r\n');
  return encode(
    [
      'Return-Path: <sender@example.com>',
      'From: Sender <sender@example.com>',
      'To: reader@example.com',
      'Subject: the file',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary="edge"',
      '',
      '--edge',
      'Content-Type: text/plain',
      '',
      'Here it is.',
      '--edge',
      'Content-Type: application/octet-stream; name="config.json"',
      'Content-Transfer-Encoding: base64',
      'Content-Disposition: attachment; filename="config.json"',
      '',
      lines,
      '--edge--',
      '',
    ].join('\r\n'),
  );
}

/** An Electron archive: a pickle of an index, then the files. */
function asarOf(bytes: Uint8Array): Uint8Array {
  const index = JSON.stringify({ files: { 'config.json': { size: bytes.length, offset: '0' } } });
  const padded = (index.length + 3) & ~3;
  const head = new DataView(new ArrayBuffer(16));
  for (const [i, value] of [4, padded + 8, padded + 4, index.length].entries()) head.setUint32(4 * i, value, true);
  return joined(new Uint8Array(head.buffer), encode(index.padEnd(padded, '\0')), bytes);
}

/** An image as `docker save` writes it: one layer. */
function imageOf(bytes: Uint8Array): Uint8Array {
  const layer = tarOf('opt/config.json', bytes);
  const manifest = [{ Config: 'c.json', RepoTags: ['lamp:1'], Layers: ['aa/layer.tar'] }];
  return makeTar(
    { name: 'aa/layer.tar', bytes: layer },
    { name: 'c.json', bytes: '{}' },
    { name: 'manifest.json', bytes: JSON.stringify(manifest) },
  );
}

export const archives: readonly Wrapping[] = [
  { name: 'zip', by: 'zip', wrap: zipOf('config.json') },
  { name: 'jar', by: 'zip', called: 'x.jar', wrap: zipOf('META-INF/config.json') },
  { name: 'apk', by: 'zip', called: 'x.apk', wrap: zipOf('assets/config.json') },
  { name: 'wheel', by: 'zip', called: 'x-1.0-py3-none-any.whl', wrap: zipOf('x/config.json') },
  { name: 'tar', by: 'tar', wrap: tarAs('config.json') },
  {
    name: 'npm package',
    by: 'tar',
    called: 'x-1.0.0.tgz',
    wrap: (bytes) => gzipSync(tarOf('package/config.json', bytes)),
  },
  { name: 'gzip', by: 'gzip', wrap: (bytes) => gzipSync(bytes) },
  { name: 'a letter', by: 'mail', givesText: true, wrap: letter },
  { name: 'asar', by: 'asar', called: 'app.asar', wrap: asarOf },
  { name: 'container image', by: 'tar', wrap: imageOf },
  {
    name: 'zip with the password infected',
    by: 'zip',
    needs: { command: 'zip', version: '-v', from: 'zip' },
    wrap: byProgram('zip', ['-q', '-P', 'infected', 'out.zip', 'config.json']),
  },
  {
    name: 'zip with AES and the password infected',
    by: 'zip',
    needs: p7zip,
    wrap: byProgram('7z', ['a', '-tzip', '-mem=AES256', '-pinfected', 'out.zip', 'config.json']),
  },
  {
    name: 'zip with Deflate64',
    by: 'zip',
    needs: p7zip,
    wrap: byProgram('7z', ['a', '-tzip', '-mm=Deflate64', 'out.zip', 'config.json']),
  },
  { name: '7z', by: 'seven-zip', needs: p7zip, wrap: byProgram('7z', ['a', 'out.7z', 'config.json']) },
  {
    name: '7z with the password infected',
    by: 'seven-zip',
    needs: p7zip,
    wrap: byProgram('7z', ['a', '-pinfected', '-mhe=on', 'out.7z', 'config.json']),
  },
  {
    name: 'bzip2',
    by: 'seven-zip',
    needs: python,
    wrap: py('import bz2; open("out","wb").write(bz2.compress(open("config.json","rb").read()))'),
  },
  {
    name: 'xz',
    by: 'seven-zip',
    needs: python,
    wrap: py('import lzma; open("out","wb").write(lzma.compress(open("config.json","rb").read()))'),
  },
  {
    name: 'zstd',
    by: 'zstd',
    needs: { command: 'zstd', from: 'zstd' },
    wrap: byProgram('zstd', ['-q', 'config.json', '-o', 'out.zst']),
  },
  {
    name: 'lz4',
    by: 'lz4',
    needs: { command: 'lz4', from: 'lz4' },
    wrap: byProgram('lz4', ['-q', 'config.json', 'out.lz4']),
  },
  {
    name: 'iso',
    by: 'seven-zip',
    called: 'x.iso',
    needs: { command: 'genisoimage', from: 'genisoimage' },
    wrap: byProgram('genisoimage', ['-quiet', '-J', '-R', '-o', 'out.iso', 'config.json']),
  },
  {
    name: 'cab',
    by: 'seven-zip',
    needs: { command: 'gcab', from: 'gcab' },
    wrap: byProgram('gcab', ['-c', '-z', 'out.cab', 'config.json']),
  },
  {
    name: 'deb',
    by: 'deb',
    called: 'x.deb',
    needs: { command: 'dpkg-deb', from: 'dpkg' },
    wrap: byProgram('sh', [
      '-c',
      'mkdir -p p/DEBIAN p/opt && mv config.json p/opt && printf "Package: x\\nVersion: 1\\nArchitecture: all\\nMaintainer: x <x@example.com>\\nDescription: x\\n" > p/DEBIAN/control && dpkg-deb --root-owner-group -b p out.deb',
    ]),
  },
  {
    name: 'cpio',
    by: 'cpio',
    needs: { command: 'cpio', from: 'cpio' },
    wrap: byProgram('sh', ['-c', 'echo config.json | cpio -o -H newc > out 2>/dev/null']),
  },
  {
    name: 'self-extracting shell archive',
    by: 'self-extracting-script',
    wrap: (bytes) =>
      joined(
        encode('#!/bin/sh\nsed -e \'1,/^__ARCHIVE_BELOW__$/d\' "$0" | tar xz -C /tmp\nexit 0\n__ARCHIVE_BELOW__\n'),
        gzipSync(tarOf('config.json', bytes)),
      ),
  },
];
