import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openWindow } from '../../../tests/open-window.ts';
import { command, elfProgram, windowsProgram } from './encoding.fixture.ts';
import { fixture } from './escapes.fixture.ts';
import { escapes } from './escapes.ts';

const opened = (input: string | Uint8Array): Buffer[] =>
  openWindow(escapes, input).children.map(({ bytes }) => Buffer.from(bytes));
const texts = (input: string | Uint8Array): string[] => opened(input).map(String);
const write = (content: string | Uint8Array, one: (code: number) => string, between = ''): string =>
  [...Buffer.from(content)].map(one).join(between);
const hex = (code: number, digits = 2): string => code.toString(16).padStart(digits, '0');

describe('escapes', () => {
  it('opens its fixture and leaves the other alone', () => {
    expect(texts(fixture.opens)).toEqual([command]);
    expect(texts(fixture.leaves)).toEqual([]);
  });

  it('says where they stand and how they are written', () => {
    const [child] = openWindow(escapes, fixture.opens).children;
    expect(child).toMatchObject({
      name: 'escapes@0x6',
      from: { offset: 6, length: 4 * command.length },
      how: 'bytes written like \\x41',
    });
  });

  it.each([
    ['\\x41', write(command, (code) => `\\x${hex(code)}`)],
    ['\\X41 in capitals', write(command, (code) => `\\x${hex(code).toUpperCase()}`)],
    ['octal', write(command, (code) => `\\${code.toString(8)}`)],
    ["echo's octal", write(command, (code) => `\\0${code.toString(8).padStart(3, '0')}`)],
    ['\\u0041', write(command, (code) => `\\u${hex(code, 4)}`)],
    ['%u0041', write(command, (code) => `%u${hex(code, 4)}`)],
    ['%41', write(command, (code) => `%${hex(code)}`)],
    ['&#x41;', write(command, (code) => `&#x${hex(code)};`)],
    ['&#65;', write(command, (code) => `&#${code};`)],
    ['0x41,0x42', write(command, (code) => `0x${hex(code)}`, ',')],
    ['0x41, 0x42 over lines', write(command, (code) => `0x${hex(code)}`, ', ').replace(/(0x.., ){8}/g, '$&\n  ')],
    ['65,66', write(command, String, ',')],
    ['65, 66', write(command, String, ', ')],
    ['chr(65)&chr(66)', `chr(104)&${write(command, (code) => `chr(${code})`, '&')}`],
    ['[char]65+[char]66', `[char]104+${write(command, (code) => `[char]${code}`, '+')}`],
  ])('reads %s', (_name, input) => {
    const all = texts(`echo -e '${input}'`);
    expect(all.join()).toContain(command);
    expect(all).toHaveLength(1);
  });

  it('takes plain letters between escapes for themselves, and strings that are added for one', () => {
    const mixed = write(command, (code) => (code === 0x2f ? '/' : `\\x${hex(code)}`));
    expect(texts(`x = "${mixed}"`)).toEqual([command]);
    const added = write(command, (code) => `\\x${hex(code)}`, '" + "');
    expect(texts(`printf "${added}"`)).toEqual([command]);
  });

  it.each([
    [
      'an ELF program in a loader',
      elfProgram(),
      (content: Uint8Array) => `echo -ne '${write(content, (c) => `\\x${hex(c)}`)}'`,
    ],
    [
      'a Windows program in a list of numbers',
      windowsProgram(),
      (content: Uint8Array) => `$b = @(${write(content, String, ',')})`,
    ],
    [
      'a Windows program in hex numbers',
      windowsProgram(),
      (content: Uint8Array) => `{ ${write(content, (c) => `0x${hex(c)}`, ', ')} }`,
    ],
  ])('opens %s', (_name, content, wrap) => {
    expect(opened(wrap(content))).toEqual([Buffer.from(content)]);
  });

  it('takes numbers of one list only', () => {
    const list = write(command, String, ',');
    expect(texts(`a = [1;2;3]; b = [${list}]; c = 4; d = [5, 6]`)).toEqual([command]);
    expect(texts(`x${list}`)).toEqual([command]);
  });

  it('copes with anything', () => {
    const piece = fc.constantFrom(
      '\\x68\\x74\\x74\\x70',
      '\\x',
      '%68',
      '104,116,116,112',
      ', ',
      '"',
      '+',
      '\\',
      '1',
      '\0',
      '&#104;',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const input = pieces.join('');
        for (const { from } of openWindow(escapes, input).children)
          expect((from?.offset ?? 0) + (from?.length ?? 0)).toBeLessThanOrEqual(input.length);
      }),
    );
  });
});
