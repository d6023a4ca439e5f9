import { execFileSync } from 'node:child_process';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openWindow } from '../../../tests/open-window.ts';
import { hasPeer } from '../../../tests/peer.ts';
import { command, config, elfProgram, noise, windowsProgram } from './encoding.fixture.ts';
import { fixture } from './hex.fixture.ts';
import { hex } from './hex.ts';

const encode = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString('hex');
const opened = (input: string | Uint8Array): Buffer[] =>
  openWindow(hex, input).children.map(({ bytes }) => Buffer.from(bytes));
const texts = (input: string | Uint8Array): string[] => opened(input).map(String);

describe('hex', () => {
  it('opens its fixture and leaves the other alone', () => {
    expect(texts(fixture.opens)).toEqual([command]);
    expect(texts(fixture.leaves)).toEqual([]);
  });

  it('says where the digits stand', () => {
    const [child] = openWindow(hex, fixture.opens, { view: { base: 0x1000 } }).children;
    const offset = fixture.opens.indexOf(encode(command));
    expect(child).toMatchObject({
      name: `hex@0x${(0x1000 + offset).toString(16)}`,
      from: { offset, length: 2 * command.length },
    });
  });

  it.each([
    ['capital letters', encode(config).toUpperCase()],
    ['half a byte before it', `f${encode(config)}`],
    ['words before it', `deadbeef.${encode(config)}`],
    ['lines of 60', encode(config).replace(/.{60}/g, '$&\n')],
    ['strings that are added', `"${encode(config).replace(/.{60}/g, '$&" +\n"')}"`],
  ])('finds a known text in %s', (_name, input) => {
    const all = texts(`x = bytes.fromhex("${input}");`);
    expect(all).toHaveLength(1);
    expect(all[0]).toContain(config);
  });

  it.each([' ', ':', '-'])('reads pairs with %j between, near a call', (between) => {
    const pairs = encode(command).replace(/..(?=.)/g, `$&${between}`);
    expect(texts(`echo ${pairs} | xxd -r -p | sh`)).toEqual([command]);
  });

  it.each([
    ['an ELF program', elfProgram()],
    ['a Windows program', windowsProgram()],
    ['a gzip file', gzipSync(config)],
  ])('opens %s wherever it stands', (_name, content) => {
    expect(opened(`$x = '${encode(content)}'; hex2bin($x)`)).toEqual([Buffer.from(content)]);
  });

  it.each([
    ['hashes', Array.from({ length: 20 }, (_, i) => `${encode(noise(32, i))}  file${i}`).join('\n')],
    ['keys', encode(noise(256))],
    ['numbers', '0123456789 '.repeat(40)],
    ['zeros', '0'.repeat(400)],
    ['colours', '#ffffff #abcdef '.repeat(40)],
  ])('leaves %s alone, even near a call', (_name, input) => {
    expect(texts(`${input}\nx = unhexlify(y); xxd -r -p\n`)).toEqual([]);
  });

  it('finds any text between any others', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(' ', '"', ',', 'x'), (word, mark) => {
        const input = `ab${mark}${encode(`${command} ${word}`)}${mark}cd`;
        expect(texts(input).some((text) => text.includes(command))).toBe(true);
      }),
    );
  });

  it.skipIf(!hasPeer('xxd', '-v'))('reads what xxd -p writes (skipped without xxd)', () => {
    const written = execFileSync('xxd', ['-p'], { input: config });
    expect(texts(`xxd -r -p <<E | sh\n${written}E\n`)).toEqual([config]);
  });
});
