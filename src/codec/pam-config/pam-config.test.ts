import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPamConfig } from './pam-config.ts';

test('rules are read, with controls between brackets and lines that go on', () => {
  const text = [
    '#%PAM-1.0',
    'auth\t[success=1 default=ignore]\tpam_unix.so nullok',
    '@include common-account',
    '-session optional pam_systemd.so # if there',
    'session required pam_exec.so \\',
    '  quiet /usr/local/bin/hello [a b]',
    'nonsense required x',
  ].join('\n');
  expect(readPamConfig(text)).toMatchObject([
    { line: 2, type: 'auth', control: '[success=1 default=ignore]', module: 'pam_unix.so', arguments: ['nullok'] },
    { line: 4, type: 'session', control: 'optional', module: 'pam_systemd.so', arguments: [] },
    { line: 5, module: 'pam_exec.so', arguments: ['quiet', '/usr/local/bin/hello', '[a b]'] },
  ]);
});

test('in /etc/pam.conf the service stands first', () => {
  expect(readPamConfig('sshd auth required pam_unix.so\n', true)).toMatchObject([
    { type: 'auth', module: 'pam_unix.so' },
  ]);
});

test('any text is read to its end', () => {
  const piece = fc.constantFrom('auth', 'required', '[', ']', ' ', '\\', '\n', '#', 'x.so');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 200 }), (pieces) => {
      const lines = pieces.join('').split('\n').length;
      for (const { line } of readPamConfig(pieces.join(''))) expect(line).toBeLessThanOrEqual(lines);
    }),
  );
});
