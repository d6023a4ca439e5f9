import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinLines } from './logical-lines.ts';
import { Variables } from './variables.ts';
import { splitCommands } from './words.ts';

const split = (text: string): string[][] => [...splitCommands(text)].map((words) => words.map((word) => word.text));

describe('words of a command', () => {
  it.each([
    ['blanks and tabs', 'a  b\tc', [['a', 'b', 'c']]],
    ['single quotes', "a 'b c' d", [['a', 'b c', 'd']]],
    ['double quotes', 'a "b c" d', [['a', 'b c', 'd']]],
    ['quotes in the midst of a word', `a=x'y z'"w"`, [['a=xy zw']]],
    ['an escaped blank', 'a b\\ c', [['a', 'b c']]],
    ['a Windows path', 'C:\\new\\x.exe -a', [['C:\\new\\x.exe', '-a']]],
    ['an apostrophe that opens nothing', "don't stop", [['don', 't', 'stop']]],
    ['NUL between arguments', 'x\0-o\0y', [['x', '-o', 'y']]],
    ['what a shell would run', 'a $(b c).d', [['a', '$(b c).d']]],
    ['a placeholder', 'a <your wallet> b', [['a', '<your wallet>', 'b']]],
    ['redirections', 'a >out 2>&1 -b', [['a', '-b']]],
    ['markup', '<a>\n<b>/x</b>\n<b>-o</b>\n</a>', [['<a>'], ['/x', '-o'], ['/a']]],
    ['what a program looks for', 'ps | grep -E "a|x -o b:1"', [['ps'], ['grep', '-E', 'a|x -o b:1']]],
    ['a list of strings', '["a","b", "c"]', [['a', 'b', 'c']]],
    ['commas within a word', '-p c=X,mc=Y', [['-p', 'c=X,mc=Y']]],
    [
      'blanks in strings that a script joins',
      '"x -o a:1 -u b" + "c" + "d -p y"',
      [['x', '-o', 'a:1', '-u', 'bcd', '-p', 'y']],
    ],
    [
      'blanks in strings that VBScript joins',
      '"x -o a:1 -u b" & "c -p y"',
      [['x', '-o', 'a:1', '-u', 'bc', '-p', 'y']],
    ],
    ['blanks beside a plus', '"-o " + "a" + " -u " + "b"', [['-o', 'a', '-u', 'b']]],
    ['a comment', 'a b # c d', [['a', 'b']]],
    ['a sharp sign in a word', 'a#b', [['a#b']]],
    ['IPv6', '-o [2001:db8::1]:3333', [['-o', '[2001:db8::1]:3333']]],
  ])('are parted by %s', (_name, text, expected) => expect(split(text)).toEqual(expected));

  it('carry their place', () => {
    const text = 'ab "c d" -e\n f';
    const places = [...splitCommands(text)].flat().map((word) => text.slice(word.at, word.end));
    expect(places).toEqual(['ab', '"c d"', '-e', 'f']);
  });
});

describe('commands', () => {
  it.each([
    ['lines and signs', 'a b\nc;d|e&&f', [['a', 'b'], ['c'], ['d'], ['e'], ['f']]],
    [
      'a quoted command',
      `sh -c "cd x; y -o z"`,
      [
        ['sh', '-c', 'cd', 'x'],
        ['y', '-o', 'z'],
      ],
    ],
    ['quotes within quotes', `sh -c "x -o \\"a b\\" -u c"`, [['sh', '-c', 'x', '-o', 'a b', '-u', 'c']]],
    [
      'line ends written in a string',
      '"a -b\\nc -d"',
      [
        ['a', '-b'],
        ['c', '-d'],
      ],
    ],
  ])('are parted by %s', (_name, text, expected) => expect(split(text)).toEqual(expected));

  it.each([
    ['a backslash', 'a \\\n b', [['a', 'b']]],
    ['a caret', 'a ^\r\n b', [['a', 'b']]],
    ['a backtick', 'a `\n b', [['a', 'b']]],
    ['a flag that begins the next line', 'a\n  --b c', [['a', '--b', 'c']]],
    ['a list in YAML', 'x:\n  - -o\n  - b\n  - -u', [['x:'], ['-o', 'b', '-u']]],
    ['a list in JSON', '[\n"-o",\n"b"\n]', [['-o', 'b']]],
  ])('go on over %s', (_name, text, expected) => {
    expect(split(text).filter((words) => words.length > 0)).toEqual(expected);
  });
});

// Variables of a shell, not of ours.
const braced = (name: string): string => `$\{${name}}`;

describe('variables', () => {
  it.each([
    ['of a shell', `A=1\nx $A ${braced('A')}2 "$A"`, ['x', '1', '12', '1']],
    ['exported', 'export A=1 B=2\nx $A$B', ['x', '12']],
    ['of cmd', 'set A=1\nx %a%', ['x', '1']],
    ['of cmd in quotes', 'set "A=1 2"\nx %A%', ['x', '1 2']],
    ['of PowerShell', '$A = "1"\nx $a $A', ['x', '$a', '1']],
    ['of an image', 'ENV A 1\nx $A', ['x', '1']],
    ['of a service', 'Environment="A=1"\nx $A', ['x', '1']],
    ['made of others', 'A=1; B=$A.2\nx $B', ['x', '1.2']],
    ['with a default', `x ${braced('A:-7')}`, ['x', '7']],
    ['with flags in them', 'A="-o b -u c"\nx $A', ['x', '-o', 'b', '-u', 'c']],
    ['of cmd with flags in them', 'set "A=-o b -u c"\nx %A%', ['x', '-o', 'b', '-u', 'c']],
    ['that a command would fill', 'A=$(hostname)\nx $A', ['x', '$A']],
    ['that are forgotten', 'A=1; A=$1\nx $A', ['x', '$A']],
    ['unknown', 'x $A %B% !C!', ['x', '$A', '%B%', '!C!']],
  ])('are filled in: %s', (_name, text, expected) => expect(split(text).at(-1)).toEqual(expected));

  it('are bounded', () => {
    const variables = new Variables();
    variables.set('A', 'x'.repeat(600));
    expect(variables.expand('$A')).toBe('$A');
  });
});

const pieces = fc.array(
  fc.constantFrom(
    '"',
    "'",
    '\\',
    '\n',
    '- ',
    '-o',
    ' ',
    'a',
    '$',
    '${',
    '}',
    '(',
    ',',
    '[',
    '<',
    '>',
    '`',
    '^',
    '#',
    '\0',
    '%a%',
    '=',
  ),
);

describe('any text', () => {
  it('is joined without changing its length', () => {
    fc.assert(
      fc.property(pieces, (parts) => {
        const text = parts.join('');
        expect(joinLines(text)).toHaveLength(text.length);
      }),
    );
  });

  it('gives words in their order, within the text', () => {
    fc.assert(
      fc.property(pieces, (parts) => {
        const text = parts.join('');
        let last = 0;
        for (const word of [...splitCommands(text)].flat()) {
          expect(word.at).toBeGreaterThanOrEqual(last);
          expect(word.end).toBeGreaterThanOrEqual(word.at);
          expect(word.end).toBeLessThanOrEqual(text.length);
          last = word.at;
        }
      }),
    );
  });

  it.each(['-o ', '"', "'", '{', '\\"', '$', '-u "', 'a,', '"-o a', '<', '\n- a', '${', '%a', '\'-a "-b \\"', '\\'])(
    'repeated for half a megabyte does not hide the command after it, nor hold us up: %j',
    (part) => {
      const text = `${part.repeat(500_000 / part.length)}\n\nlast -o word`;
      let last: string[] = [];
      for (const words of splitCommands(text)) last = words.map((word) => word.text);
      expect(last).toEqual(['last', '-o', 'word']);
    },
  );
});
