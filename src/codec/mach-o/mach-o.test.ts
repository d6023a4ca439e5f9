import { describe, expect, it } from 'vitest';
import { codeSignature, makeFat, makeMachO } from '../../../tests/make-mach-o.ts';
import { readCodeSignature } from './code-signature.ts';
import { type MachImage, readMachImages } from './image.ts';
import { machOverlay } from './overlay.ts';

const uuid = Array.from({ length: 16 }, (_, i) => i);
const program = makeMachO({
  uuid,
  libraries: ['/usr/lib/libSystem.B.dylib', '/usr/lib/libz.1.dylib'],
  signature: codeSignature('com.example.program', 'TEAM123456'),
});

function read(bytes: Uint8Array): readonly MachImage[] {
  const images = readMachImages(bytes);
  if (images.status !== 'ok') throw new Error(JSON.stringify(images));
  return images.value;
}

describe('a Mach-O program', () => {
  it('gives its processor, systems and libraries', () => {
    const [image] = read(program);
    expect(image).toMatchObject({
      cpu: 'ARM64',
      fileType: 2,
      complete: true,
      minimum: { text: 'macOS 11.1 or later, built with the kit of 12.3.1' },
      libraries: ['/usr/lib/libSystem.B.dylib', '/usr/lib/libz.1.dylib'],
    });
    const at = image?.uuidAt ?? 0;
    expect([...program.subarray(at, at + 16)]).toEqual(uuid);
  });

  it('gives what its signature names', () => {
    const { at = 0, end = 0 } = read(program)[0]?.signature ?? {};
    expect(readCodeSignature(program, at, end)).toMatchObject({
      status: 'ok',
      value: { identifier: 'com.example.program', team: 'TEAM123456', adHoc: true, signers: [] },
    });
  });

  it('has something behind it only where more follows, as its beginning tells, too', () => {
    expect(machOverlay(program, program.length)).toBeUndefined();
    expect(machOverlay(program, program.length + 50)).toEqual({ at: program.length, end: program.length + 50 });
    const head = program.subarray(0, read(program)[0]?.segments[0]?.offset);
    expect(machOverlay(head, program.length)).toBeUndefined();
    expect(machOverlay(program.subarray(0, 100), program.length + 50)).toBeUndefined();
  });

  it('comes in several parts for several processors', () => {
    const fat = makeFat([program, program]);
    const images = read(fat);
    expect(images).toHaveLength(2);
    const [first, second] = images;
    const moved = (second?.at ?? 0) - (first?.at ?? 0);
    expect((second?.signature?.at ?? 0) - (first?.signature?.at ?? 0)).toBe(moved);
    expect(machOverlay(fat, fat.length)).toBeUndefined();
    expect(machOverlay(fat, fat.length + 20)).toEqual({ at: fat.length, end: fat.length + 20 });
  });

  it('is told from a Java class, which begins alike', () => {
    const java = Uint8Array.from([0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 52, ...new Array<number>(2000).fill(1)]);
    expect(readMachImages(java)).toEqual({ status: 'not-this-format' });
    expect(machOverlay(java, 10_000)).toBeUndefined();
  });

  it('gives what was read where the commands are cut', () => {
    for (let length = 0; length < program.length; length += 7) {
      const images = readMachImages(program.subarray(0, length));
      if (images.status === 'ok') expect(images.value[0]?.cpu).toBe('ARM64');
    }
  });
});
