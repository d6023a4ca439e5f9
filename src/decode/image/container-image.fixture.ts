import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { gzipSync } from 'fflate';
import { makeTar } from '../../../tests/make-series.ts';

const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The lowest layer holds a program; the second changes a folder and removes the program; the third empties a folder. */
export const layers: readonly Uint8Array[] = [
  makeTar({ name: 'usr/', type: '5' }, { name: 'usr/bin/x', bytes: 'program' }, { name: 'etc/a/b', bytes: 'set' }),
  makeTar({ name: 'usr/bin/.wh.x' }, { name: 'etc/c', bytes: 'more' }),
  makeTar({ name: 'etc/.wh..wh..opq' }, { name: 'etc/d', bytes: 'last' }),
];

/** As `docker save` wrote it up to version 24: a folder a layer, and the manifest last. */
export const dockerImage: Uint8Array = (() => {
  const names = layers.map((layer) => `${digest(layer)}/layer.tar`);
  const configuration = JSON.stringify({ history: [{ created_by: 'RUN fetch and run' }] });
  const configurationName = `${digest(Buffer.from(configuration))}.json`;
  const manifest = JSON.stringify([{ Config: configurationName, RepoTags: ['example:1'], Layers: names }]);
  return makeTar(
    ...[2, 0, 1].map((i) => ({ name: names[i] ?? '', bytes: layers[i] ?? '' })),
    { name: configurationName, bytes: configuration },
    { name: 'manifest.json', bytes: manifest },
  );
})();

/** As an OCI layout: blobs by their digest, layers packed. */
export const ociImage: Uint8Array = (() => {
  const packed = layers.map((layer) => gzipSync(layer, { mtime: 0 }));
  const manifest = JSON.stringify({ layers: packed.map((layer) => ({ digest: `sha256:${digest(layer)}` })) });
  const index = JSON.stringify({ manifests: [{ digest: `sha256:${digest(Buffer.from(manifest))}` }] });
  return makeTar(
    { name: 'blobs/', type: '5' },
    ...packed.map((layer) => ({ name: `blobs/sha256/${digest(layer)}`, bytes: layer })),
    { name: `blobs/sha256/${digest(Buffer.from(manifest))}`, bytes: manifest },
    { name: 'index.json', bytes: index },
    { name: 'oci-layout', bytes: '{"imageLayoutVersion":"1.0.0"}' },
  );
})();

/** Bytes that it opens and bytes that it leaves alone. */
export const fixture: { readonly opens: Uint8Array; readonly leaves: Uint8Array } = {
  opens: dockerImage,
  leaves: makeTar({ name: 'folder/file.txt', bytes: 'text' }),
};
