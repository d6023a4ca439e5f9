import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readStatements } from './script-statements.ts';

const texts = (script: string): string[] => readStatements(script).statements.map(({ text }) => text);
const commands = (script: string): unknown => readStatements(script).statements.map((statement) => statement.commands);

describe('readStatements cuts', () => {
  it.each([
    ['a; b && c || d & e', ['a', 'b', 'c', 'd', 'e']],
    ['a | b | c\nd', ['a | b | c', 'd']],
    ['echo "a; b" \';\'\nc', ['echo "a; b" \';\'', 'c']],
    ['a > /dev/null 2>&1\nb', ['a > /dev/null 2>&1', 'b']],
    ['a \\\n  b\nc', ['a \\\n  b', 'c']],
    ['a # b; c\nd', ['a # b; c', 'd']],
    ["echo don't; b", ["echo don't", 'b']],
    ['cd C:\\\r\ndel a\r\n', ['cd C:\\', 'del a']],
    ['rem a\r\n:: b\r\nc\r\n', ['c']],
  ])('%j', (script, expected) => {
    expect(texts(script)).toEqual(expected);
  });

  it('keeps a here-document with the command that takes it', () => {
    const [first, second] = readStatements('cat > a <<X\n{ "b": 1 }\nX\nc\n').statements;
    expect(first).toMatchObject({ body: '{ "b": 1 }\n', writes: [{ path: 'a', append: false }] });
    expect(second?.text).toBe('c');
  });
});

describe('readStatements finds the programs', () => {
  it.each([
    ['sudo nohup nice -n 19 ./a -b', [[['./a', '-b']]]],
    ['ps | xargs -r kill -9', [[['ps'], ['kill', '-9']]]],
    ['kill $(pgrep a)', [[['kill'], ['pgrep', 'a']]]],
    ['A=1\nb $A', [[], [['b', '1']]]],
    ['if a; then b; fi', [[['a']], [['b']], [['fi']]]],
  ])('%j', (script, expected) => {
    expect(commands(script)).toEqual(expected);
  });

  it.each(['sh -c "a; b"', "bash -lc 'a; b'", 'cmd /c "a & b"', 'ssh h "a; b"', 'eval "a; b"', "os.system('a; b')"])(
    'also in %j',
    (script) => {
      expect(texts(script)).toEqual(expect.arrayContaining(['a', 'b']));
    },
  );
});

describe('readStatements is total', () => {
  const pieces = fc.constantFrom(
    '"',
    "'",
    '`',
    '\\',
    '\n',
    '$(',
    ')',
    '<<A',
    '\nA\n',
    'sh -c "',
    ' ; ',
    ' | ',
    "system('",
  );
  it('gives places within any text, in order', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string({ maxLength: 6 }))), (parts) => {
        const text = parts.join('');
        let before = 0;
        for (const { at, end } of readStatements(text).statements) {
          expect(at >= before && end >= at && end <= text.length).toBe(true);
          before = at;
        }
      }),
    );
  });

  it('says so where there are more than it reads', () => {
    expect(readStatements('a\n'.repeat(30_000)).cut).toBe(true);
  });
});
