import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeTar } from '../../../tests/make-series.ts';
import { type Unpacked, unpack } from '../../../tests/unpacked.ts';
import { tar } from '../archive/tar.ts';
import { dockerImage, fixture, ociImage } from './container-image.fixture.ts';
import { containerImage } from './container-image.ts';

/** Files in layers, with digests left out: name, text, what is said. */
function files({ parts }: Unpacked): string[] {
  return parts
    .filter(({ name }) => name.startsWith('layer '))
    .map(({ name, bytes, how }) => `${name.replace(/\(?[0-9a-f]{12}\)?/, '#')}: ${bytes}${how ? ` (${how})` : ''}`)
    .sort();
}

const expected = [
  'layer 1 of 3 #!/etc/a/b: set (removed by layer 3)',
  'layer 1 of 3 #!/usr/bin/x: program (removed by layer 2)',
  'layer 2 of 3 #!/etc/c: more (removed by layer 3)',
  'layer 3 of 3 #!/etc/d: last',
];

describe('container-image', () => {
  it('opens images and leaves other tape archives to tar', () => {
    for (const image of [fixture.opens, ociImage]) {
      expect(containerImage.accepts(image.subarray(0, 4096), 'x')).toBe(true);
      expect(tar.accepts(image.subarray(0, 4096), 'x')).toBe(false);
    }
    expect(containerImage.accepts(fixture.leaves, 'image.tar')).toBe(false);
    expect(tar.accepts(fixture.leaves, 'image.tar')).toBe(true);
  });

  it('names files by their layer and says which a layer above removes, whatever order they stand in', async () => {
    for (const image of [dockerImage, ociImage]) {
      const unpacked = await unpack(containerImage, image, {}, 999);
      expect(files(unpacked)).toEqual(expected);
      expect(unpacked.gaps).toEqual([]);
    }
  });

  it('gives what is no layer, too', async () => {
    const { parts } = await unpack(containerImage, dockerImage);
    expect(parts.map(({ bytes }) => bytes.toString()).join()).toContain('RUN fetch and run');
    expect(parts.some(({ name }) => name === 'manifest.json')).toBe(true);
  });

  it('names files by digest alone where the image is too large to be held', async () => {
    const unpacked = await unpack(containerImage, dockerImage, { wholeBytes: 3_000 });
    expect(files(unpacked)).toEqual([
      'layer #!/etc/a/b: set',
      'layer #!/etc/c: more',
      'layer #!/etc/d: last',
      'layer #!/usr/bin/x: program',
    ]);
  });

  it('is a tape archive like any other where it is no image after all', async () => {
    const bytes = makeTar({ name: 'manifest.json', bytes: '{}' }, { name: `${'a'.repeat(64)}.tar`, bytes: 'no layer' });
    const { parts, gaps } = await unpack(containerImage, bytes);
    expect(parts.map(({ name, bytes: of }) => [name, of.toString()])).toEqual([
      ['manifest.json', '{}'],
      [`${'a'.repeat(64)}.tar`, 'no layer'],
    ]);
    expect(gaps).toEqual([]);
  });

  it('gives what hides under the name of a removed file', async () => {
    const layer = makeTar({ name: 'etc/.wh.x', bytes: 'hidden' });
    const { parts } = await unpack(containerImage, makeTar({ name: `${'a'.repeat(64)}.tar`, bytes: layer }));
    expect(parts.map(({ bytes }) => bytes.toString())).toEqual(['hidden']);
  });

  it('stops at the number of files', async () => {
    const { gaps } = await unpack(containerImage, dockerImage, { children: 2 });
    expect(gaps).toMatchObject([{ code: 'limit-count' }]);
  });

  it('says which layer is cut short, and ends wherever an image is cut or changed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(dockerImage, ociImage),
        fc.nat(),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 5 }),
        async (image, cut, changes) => {
          const bytes = Uint8Array.from(image);
          for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
          await unpack(containerImage, bytes.subarray(0, cut % bytes.length));
        },
      ),
      { numRuns: 200 },
    );
    const cutIn = dockerImage.subarray(0, 2_600);
    expect((await unpack(containerImage, cutIn)).gaps.map(({ code }) => code)).toEqual(['truncated']);
  });
});
