import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sshKeyText } from '../../../tests/ssh-key-text.ts';
import { readKnownHosts } from './known-hosts.ts';

test('as many blanks as one likes may stand between names and key', () => {
  expect(readKnownHosts(`a.example.com${' '.repeat(60)}${sshKeyText(1)}\n`).names).toEqual(['a.example.com']);
});

test('names are told once, patterns are not, and hashed ones are counted', () => {
  const text = [
    '# hosts',
    `web.example.com,192.0.2.7 ${sshKeyText(1)}`,
    `web.example.com ${sshKeyText(2)}`,
    `[db.example.com]:2222 ${sshKeyText(1)} comment`,
    `@cert-authority *.example.com ${sshKeyText(1)}`,
    `|1|c2FsdHNhbHRzYWx0c2FsdHNhbHQ=|aGFzaGhhc2hoYXNoaGFzaGhhc2g= ${sshKeyText(1)}`,
    'half a line',
  ].join('\n');
  expect(readKnownHosts(text)).toEqual({
    names: ['web.example.com', '192.0.2.7', '[db.example.com]:2222'],
    hashed: 1,
    unread: 1,
  });
});

test('any text is read to its end', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string(), fc.constant(`a,b ${sshKeyText(1)}`))), (lines) => {
      const { names, hashed, unread } = readKnownHosts(lines.join('\n'));
      expect(names.length + hashed + unread).toBeGreaterThanOrEqual(0);
    }),
  );
});
