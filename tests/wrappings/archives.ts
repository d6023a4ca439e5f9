/** Archives and compressed streams. */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { storedRar } from '../../src/decode/archive/seven-zip.fixture.ts';
import { makeTar } from '../make-series.ts';
import { byProgram, encode, joined, type Wrapping } from './wrapping.ts';

const p7zip = { command: '7z', version: 'i', from: 'p7zip-full' };
const python = { command: 'python3', from: 'python3' };

const tarOf = (name: string, bytes: Uint8Array): Uint8Array => makeTar({ name, bytes });
const zipOf = (name: string) => (bytes: Uint8Array) => zipSync({ [name]: bytes });
const tarAs = (name: string) => (bytes: Uint8Array) => tarOf(name, bytes);
const py = (code: string): Wrapping['wrap'] => byProgram('python3', ['-c', code]);

/** An Electron archive: a pickle of an index, then the files. */
function asarOf(bytes: Uint8Array): Uint8Array {
  const index = JSON.stringify({ files: { payload: { size: bytes.length, offset: '0' } } });
  const padded = (index.length + 3) & ~3;
  const head = new DataView(new ArrayBuffer(16));
  for (const [i, value] of [4, padded + 8, padded + 4, index.length].entries()) head.setUint32(4 * i, value, true);
  return joined(new Uint8Array(head.buffer), encode(index.padEnd(padded, '\0')), bytes);
}

type Layers = readonly Uint8Array[];

/** An image as `docker save` writes it. */
function dockerImage(...layers: Layers): Uint8Array {
  const names = layers.map((layer) => `${blobOf(layer).digest}/layer.tar`);
  const manifest = [{ Config: 'c.json', RepoTags: ['lamp:1'], Layers: names }];
  return makeTar(
    ...layers.map((bytes, i) => ({ name: names[i] ?? '', bytes })),
    { name: 'c.json', bytes: '{}' },
    { name: 'manifest.json', bytes: JSON.stringify(manifest) },
  );
}

/** An OCI layout in a tape archive: blobs by their digests. */
function ociLayout(...layers: Layers): Uint8Array {
  const blobs = layers.map((layer) => blobOf(gzipSync(layer)));
  const digests = (parts: readonly Blob[]) => parts.map(({ digest }) => ({ digest: `sha256:${digest}` }));
  const manifest = blobOf(encode(JSON.stringify({ layers: digests(blobs) })));
  return makeTar(
    ...[...blobs, manifest].map(({ digest, bytes }) => ({ name: `blobs/sha256/${digest}`, bytes })),
    { name: 'index.json', bytes: JSON.stringify({ manifests: digests([manifest]) }) },
    { name: 'oci-layout', bytes: '{"imageLayoutVersion":"1.0.0"}' },
  );
}

interface Blob {
  readonly digest: string;
  readonly bytes: Uint8Array;
}

function blobOf(bytes: Uint8Array): Blob {
  return { digest: createHash('sha256').update(bytes).digest('hex'), bytes };
}

const layerOf = tarAs('opt/payload');

/** What builds an RPM package of one file. */
const rpmSpec = [
  'Name: sample\nVersion: 1\nRelease: 1\nSummary: sample\nLicense: none\nBuildArch: noarch',
  '%description\nsample\n%install\nmkdir -p %{buildroot}/opt\ncp %{_sourcedir}/payload %{buildroot}/opt',
  '%files\n/opt/payload\n',
].join('\n');
const rpm = ['--quiet --define "_sourcedir $PWD" --define "_rpmdir $PWD" --define "_topdir $PWD/work"', 'x.spec'];

export const archives: readonly Wrapping[] = [
  { name: 'zip', by: 'zip', wrap: zipOf('payload') },
  { name: 'jar', by: 'zip', called: 'x.jar', wrap: zipOf('META-INF/payload') },
  { name: 'apk', by: 'zip', called: 'x.apk', wrap: zipOf('assets/payload') },
  { name: 'wheel', by: 'zip', called: 'x-1.0-py3-none-any.whl', wrap: zipOf('x/payload') },
  { name: 'tar', by: 'tar', wrap: tarAs('payload') },
  {
    name: 'npm package',
    by: 'tar',
    called: 'x-1.0.0.tgz',
    wrap: (bytes) => gzipSync(tarOf('package/payload', bytes)),
  },
  { name: 'gzip', by: 'gzip', wrap: (bytes) => gzipSync(bytes) },
  { name: 'asar', by: 'asar', called: 'app.asar', wrap: asarOf },
  { name: 'container image', by: 'container-image', wrap: (bytes) => dockerImage(layerOf(bytes)) },
  {
    name: 'container image, removed by a layer above',
    by: 'container-image',
    wrap: (bytes) => dockerImage(layerOf(bytes), makeTar({ name: 'opt/.wh.payload' })),
  },
  { name: 'OCI layout', by: 'container-image', wrap: (bytes) => ociLayout(layerOf(bytes)) },
  { name: 'rar', by: 'seven-zip', wrap: (bytes) => storedRar({ payload: bytes }) },
  {
    name: 'zip with the password infected',
    by: 'zip',
    needs: { command: 'zip', version: '-v', from: 'zip' },
    wrap: byProgram('zip', ['-q', '-P', 'infected', 'out.zip', 'payload']),
  },
  {
    name: 'zip with AES and the password infected',
    by: 'zip',
    needs: p7zip,
    wrap: byProgram('7z', ['a', '-tzip', '-mem=AES256', '-pinfected', 'out.zip', 'payload']),
  },
  {
    name: 'zip with Deflate64',
    by: 'zip',
    needs: p7zip,
    wrap: byProgram('7z', ['a', '-tzip', '-mm=Deflate64', 'out.zip', 'payload']),
  },
  { name: '7z', by: 'seven-zip', needs: p7zip, wrap: byProgram('7z', ['a', 'out.7z', 'payload']) },
  {
    name: '7z with the password infected',
    by: 'seven-zip',
    needs: p7zip,
    wrap: byProgram('7z', ['a', '-pinfected', '-mhe=on', 'out.7z', 'payload']),
  },
  {
    name: 'bzip2',
    by: ['bzip2', 'seven-zip'],
    needs: python,
    wrap: py('import bz2; open("out","wb").write(bz2.compress(open("payload","rb").read()))'),
  },
  {
    name: 'xz',
    by: ['xz', 'seven-zip'],
    needs: python,
    wrap: py('import lzma; open("out","wb").write(lzma.compress(open("payload","rb").read()))'),
  },
  {
    name: 'lzma',
    by: ['lzma', 'seven-zip'],
    needs: python,
    wrap: py(
      'import lzma; open("out","wb").write(lzma.compress(open("payload","rb").read(), format=lzma.FORMAT_ALONE))',
    ),
  },
  {
    name: 'msi',
    by: 'compound-file',
    needs: { command: 'msiinfo', from: 'msitools' },
    wrap: byProgram('sh', [
      '-c',
      'msibuild out.msi -s title author template 12345678-1234-1234-1234-123456789012 && msibuild out.msi -a Binary.sample payload',
    ]),
  },
  {
    name: 'rpm',
    by: 'seven-zip',
    needs: { command: 'rpmbuild', from: 'rpm' },
    wrap: byProgram('sh', [
      '-c',
      `printf '${rpmSpec.replaceAll('%', '%%').replaceAll('\n', '\\n')}' > x.spec && rpmbuild -bb ${rpm.join(' ')} >&2 && mv noarch/*.rpm out.rpm`,
    ]),
  },
  {
    name: 'zstd',
    by: 'zstd',
    needs: { command: 'zstd', from: 'zstd' },
    wrap: byProgram('zstd', ['-q', 'payload', '-o', 'out.zst']),
  },
  {
    name: 'lz4',
    by: 'lz4',
    needs: { command: 'lz4', from: 'lz4' },
    wrap: byProgram('lz4', ['-q', 'payload', 'out.lz4']),
  },
  {
    name: 'iso',
    by: 'seven-zip',
    called: 'x.iso',
    needs: { command: 'genisoimage', from: 'genisoimage' },
    wrap: byProgram('genisoimage', ['-quiet', '-J', '-R', '-o', 'out.iso', 'payload']),
  },
  {
    name: 'cab',
    by: 'seven-zip',
    needs: { command: 'gcab', from: 'gcab' },
    wrap: byProgram('gcab', ['-c', '-z', 'out.cab', 'payload']),
  },
  {
    name: 'deb',
    by: 'deb',
    called: 'x.deb',
    needs: { command: 'dpkg-deb', from: 'dpkg' },
    wrap: byProgram('sh', [
      '-c',
      'mkdir -p p/DEBIAN p/opt && mv payload p/opt && printf "Package: x\\nVersion: 1\\nArchitecture: all\\nMaintainer: x <x@example.com>\\nDescription: x\\n" > p/DEBIAN/control && dpkg-deb --root-owner-group -b p out.deb',
    ]),
  },
  {
    name: 'cpio',
    by: 'cpio',
    needs: { command: 'cpio', from: 'cpio' },
    wrap: byProgram('sh', ['-c', 'echo payload | cpio -o -H newc > out 2>/dev/null']),
  },
  {
    name: 'self-extracting shell archive',
    by: 'self-extracting-script',
    wrap: (bytes) =>
      joined(
        encode('#!/bin/sh\nsed -e \'1,/^__ARCHIVE_BELOW__$/d\' "$0" | tar xz -C /tmp\nexit 0\n__ARCHIVE_BELOW__\n'),
        gzipSync(tarOf('payload', bytes)),
      ),
  },
  {
    name: 'makeself',
    by: 'self-extracting-script',
    needs: { command: 'makeself', from: 'makeself' },
    wrap: byProgram('sh', ['-c', 'mkdir in && mv payload in && makeself --quiet --nox11 in out.run sample ./run']),
  },
  {
    name: 'shar',
    by: 'self-extracting-script',
    gives: 'text',
    needs: { command: 'shar', from: 'sharutils' },
    wrap: byProgram('sh', ['-c', 'shar -q -B payload > out']),
  },
  {
    name: 'uuencoded, behind a script',
    by: 'self-extracting-script',
    gives: 'text',
    needs: { command: 'uuencode', from: 'sharutils' },
    wrap: byProgram('sh', [
      '-c',
      '{ echo "#!/bin/sh"; echo "uudecode -o /tmp/payload <<EOF"; uuencode payload payload; echo EOF; } > out',
    ]),
  },
];
