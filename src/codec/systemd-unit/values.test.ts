import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignmentsOf, commandsOf, partsOf, unescapedName, withSpecifiers, wordsOf } from './values.ts';

describe('values of unit files', () => {
  it('takes prefixes off commands, and tells several apart', () => {
    expect(commandsOf('-/bin/a b ; +/bin/c')).toEqual(['/bin/a b', '/bin/c']);
    expect(commandsOf('!!/bin/a')).toEqual(['/bin/a']);
    expect(commandsOf('@-/opt/x "not x" -v')).toEqual(['/opt/x -v']);
    expect(commandsOf('/bin/sh -c "a; b"')).toEqual(['/bin/sh -c "a; b"']);
  });

  it('reads lists and assignments in quotes', () => {
    expect(wordsOf('a "b c" \'d "e\' f\\ ')).toEqual(['a', 'b c', 'd "e', 'f\\']);
    expect(assignmentsOf('"A=b c" LD_PRELOAD=/x.so =y z')).toEqual([
      ['A', 'b c'],
      ['LD_PRELOAD', '/x.so'],
    ]);
    expect(wordsOf(`"${'a'.repeat(100)}`)).toHaveLength(1);
  });

  it('fills in what the name tells', () => {
    const names = { name: 'job@a-b\\x2dc.service', home: '/home/ann' };
    expect(withSpecifiers('%h/bin %i %I %p %n 5%% %m', names)).toBe(
      '/home/ann/bin a-b\\x2dc a/b-c job job@a-b\\x2dc.service 5% %m',
    );
    expect(partsOf('getty@tty1.service')).toEqual({ prefix: 'getty', instance: 'tty1', template: 'getty@.service' });
    expect(partsOf('ssh.service')).toEqual({ prefix: 'ssh' });
    expect(unescapedName('dev-sda1')).toBe('dev/sda1');
  });

  it('takes any text', () => {
    const text = fc
      .array(fc.constantFrom('"', "'", '\\', ' ', 'a', '%i', '@', ';', '-', '='))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(text, fc.string()), (value) => {
        wordsOf(value);
        assignmentsOf(value);
        commandsOf(value);
        partsOf(value);
        expect(typeof withSpecifiers(value, { name: value })).toBe('string');
      }),
    );
  });
});
