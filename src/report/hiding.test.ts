import { describe, expect, it } from 'vitest';
import { clean } from '../../tests/sample-reports.ts';
import type { Artifact } from '../model/artifact.ts';
import { indexEvidence } from './evidence-index.ts';
import { hidingOf, openingInWords } from './hiding.ts';

/** Each artifact out of the one before it. */
function hiding(...steps: readonly (Pick<Artifact, 'name'> & Partial<Artifact>)[]): string | undefined {
  const artifacts = steps.map((step, i): Artifact => {
    const parent = i === 0 ? {} : { parent: `a${i}` };
    return { id: `a${i + 1}`, kind: 'data', size: 1, ...parent, ...step };
  });
  const index = indexEvidence({ ...clean(), artifacts });
  return hidingOf(`a${steps.length}`, index)
    ?.map(({ text }) => text)
    .join('');
}

const at = (offset: number): Artifact['from'] => ({ offset, length: 340 });

describe('how a thing was hidden', () => {
  it('is not told of a file that stands open', () => {
    expect(hiding({ name: 'case/setup.sh' })).toBeUndefined();
  });

  it.each([
    ['xor', { how: 'key 0x5a', from: at(0x600) }, 'hidden in helper.exe at 0x600 under the key byte 0x5a'],
    ['rolling-xor', { how: 'key 0x5a12', from: at(0) }, 'hidden in helper.exe at 0x0 under the key 0x5a12'],
    ['base64', { from: at(0x3d) }, 'written in base64 in helper.exe at 0x3d'],
    ['escapes', { how: 'bytes written like \\x6d' }, 'written like \\x6d in helper.exe'],
    ['upx', { how: 'NRV2E' }, 'packed with UPX in helper.exe (NRV2E)'],
    ['shell-fold', {}, 'put together from hidden strings in helper.exe'],
    ['zip', { how: 'password infected' }, 'locked in helper.exe with the password “infected”'],
    ['container-image', { how: 'removed by layer 3' }, 'kept in helper.exe; a later layer (3) removed this file'],
    ['valueOf', {}, 'opened by valueOf in helper.exe'],
    ['a-new-one', { how: 'so' }, 'opened by a-new-one in helper.exe (so)'],
  ])('by %s', (decodedBy, opening, words) => {
    expect(hiding({ name: 'case/helper.exe' }, { name: 'case/helper.exe!it', decodedBy, ...opening })).toBe(words);
  });

  it('leaves archives out where the name tells', () => {
    const archive = { name: 'all.tgz' };
    const file = { name: 'all.tgz!setup.sh', decodedBy: 'tar' };
    expect(hiding(archive, file)).toBeUndefined();
    expect(hiding(archive, file, { name: 'all.tgz!setup.sh!base64@0x9', decodedBy: 'base64', from: at(9) })).toBe(
      'written in base64 in setup.sh at 0x9',
    );
  });

  it('names a file by its last name, whatever ends it', () => {
    const xor = { name: 'it', decodedBy: 'xor' };
    expect(hiding({ name: 'C:\\kit\\helper.exe' }, xor)).toBe('hidden in helper.exe');
    expect(hiding({ name: 'all.tar!folder/' }, xor)).toBe('hidden in folder/');
    expect(hiding({ name: '///' }, xor)).toBe('hidden in ///');
  });

  it('goes from the outside in', () => {
    const steps = [
      { name: 'setup.sh' },
      { name: 'setup.sh!base64@0x3d', decodedBy: 'base64', from: at(0x3d) },
      { name: 'setup.sh!base64@0x3d!xor@0x0', decodedBy: 'xor', how: 'key 0x41', from: at(0) },
    ];
    expect(hiding(...steps)).toBe(
      'written in base64 in setup.sh at 0x3d, and within that hidden at 0x0 under the key byte 0x41',
    );
  });

  it('ends where parents go in a circle', () => {
    const circle = { name: 'a', parent: 'a2', decodedBy: 'base64' };
    expect(hiding(circle, { name: 'b', parent: 'a1', decodedBy: 'base64' })).toContain('written in base64');
  });
});

describe('what opened a part', () => {
  it('is told with what that took and where it stood', () => {
    const whole = { decodedBy: 'xor', how: 'key 0x5a', from: { offset: 0x41f0, length: 340 } };
    expect(openingInWords(whole)).toBe(': hidden under the key byte 0x5a, 340 bytes at 0x41f0');
    expect(openingInWords({ decodedBy: 'zip', how: undefined, from: undefined })).toBe(': packed as ZIP');
  });
});
