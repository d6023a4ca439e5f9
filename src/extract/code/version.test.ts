import { describe, expect, it } from 'vitest';
import { versionAfter } from './version.ts';

function versionIn(text: string, name: string): string | undefined {
  return versionAfter(new TextEncoder().encode(text), {
    anchor: name,
    offset: text.indexOf(name),
    length: name.length,
    encoding: 'ascii',
  });
}

describe('a version beside a name', () => {
  it.each([
    ['XMRig/6.21.0 (Linux', 'XMRig/', '6.21.0'],
    ['T-Rex NVIDIA GPU miner v0.26.8\n', 'T-Rex NVIDIA GPU miner', '0.26.8'],
    ['xmr-stak/2.10.8/752fd1e7e', 'xmr-stak', '2.10.8'],
    ['XMRig 6.21.0-mo1', 'XMRig ', '6.21.0-mo1'],
  ])('is read from %j', (text, name, version) => expect(versionIn(text, name)).toBe(version));
  it.each([
    ['XMRig/%s', 'XMRig/'],
    ['cpuminer-multi 1.3', 'cpuminer'],
    ['XMRig 6', 'XMRig '],
    ['XMRig\n6.21.0', 'XMRig'],
    ['XMRig/', 'XMRig/'],
  ])('is not made up from %j', (text, name) => expect(versionIn(text, name)).toBeUndefined());
});
