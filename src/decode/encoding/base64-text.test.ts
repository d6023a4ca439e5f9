import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { open } from '../../../tests/decoding.ts';
import { hasPeer } from '../../../tests/peer.ts';
import { fixture } from './base64-text.fixture.ts';
import { base64Text } from './base64-text.ts';
import { config, elfProgram, noise } from './encoding.fixture.ts';

const encode = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString('base64');
const accepts = (text: string | Uint8Array): boolean => base64Text.accepts(Buffer.from(text).subarray(0, 4096), 'x');
const big = config.repeat(30);

describe('base64-text', () => {
  it('opens its fixture and leaves the other alone', async () => {
    expect(accepts(fixture.opens)).toBe(true);
    expect((await open(base64Text, fixture.opens)).children).toEqual([
      { name: 'base64', bytes: new Uint8Array(Buffer.from(config)) },
    ]);
    expect(accepts(fixture.leaves)).toBe(false);
  });

  it.each([
    ['one line', encode(big)],
    ['lines of 76', encode(big).replace(/.{76}/g, '$&\r\n')],
    ['no padding', encode(big).replace(/=+$/, '')],
    ['the URL-safe alphabet', encode(`${big}???`).replaceAll('/', '_').replaceAll('+', '-')],
  ])('reads %s', async (_name, text) => {
    expect(accepts(text)).toBe(true);
    const { children, gaps } = await open(base64Text, Buffer.from(text));
    expect(Buffer.from(children[0]?.bytes ?? []).toString()).toContain(big);
    expect(gaps).toEqual([]);
  });

  it('reads what is base64 twice and three times, layer by layer', async () => {
    let bytes: Uint8Array = Buffer.from(encode(encode(encode(config))));
    for (let layer = 0; layer < 3; layer++) {
      expect(accepts(bytes)).toBe(true);
      bytes = (await open(base64Text, bytes)).children[0]?.bytes ?? new Uint8Array();
    }
    expect(Buffer.from(bytes).toString()).toBe(config);
    expect(accepts(bytes)).toBe(false);
  });

  it.each([
    ['keys', encode(noise(400))],
    ['hashes', Buffer.from(noise(64)).toString('hex')],
    ['one long word', 'pneumonoultramicroscopicsilicovolcanoconiosis'],
    ['a line of letters', 'ACGTTGCAACGTTTGCAAGGCTTACGATCGATTACG'],
    ['prose', 'A pool keeps a small part of the reward for itself.'],
    ['short texts', encode('curl a|sh')],
    ['nothing', ''],
  ])('leaves %s alone', (_name, text) => {
    expect(accepts(text)).toBe(false);
  });

  it('says where the text stops being base64, and gives the rest', async () => {
    const text = Buffer.from(`${encode(elfProgram())}\n`);
    const after = Buffer.from('# and what follows\n');
    const { children, gaps } = await open(base64Text, Buffer.concat([text, after]));
    expect(children.map(({ name }) => name)).toEqual(['base64', `rest@0x${text.length.toString(16)}`]);
    expect(Buffer.from(children[1]?.bytes ?? [])).toEqual(after);
    expect(gaps).toMatchObject([{ code: 'malformed', offset: text.length }]);
  });

  it('gives back any text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), async (word) => {
        const { children } = await open(base64Text, Buffer.from(encode(`${config}${word}`)));
        expect(Buffer.from(children[0]?.bytes ?? []).toString()).toBe(Buffer.from(`${config}${word}`).toString());
      }),
    );
  });

  it.skipIf(!hasPeer('base64'))('reads what base64 of coreutils writes (skipped without it)', async () => {
    const written = execFileSync('base64', ['-w', '61'], { input: big });
    expect(accepts(written)).toBe(true);
    expect((await open(base64Text, written)).children[0]?.bytes).toEqual(new Uint8Array(Buffer.from(big)));
  });
});
