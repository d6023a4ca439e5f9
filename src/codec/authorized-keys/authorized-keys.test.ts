import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sshKeyText } from '../../../tests/ssh-key-text.ts';
import { readAuthorizedKeys } from './authorized-keys.ts';

test('as many blanks as one likes may stand before the key', () => {
  const key = sshKeyText(1).replace(' ', ' '.repeat(60));
  expect(readAuthorizedKeys(`no-pty${'\t'.repeat(60)}${key}\n`)).toMatchObject({ unread: 0, keys: [{ line: 1 }] });
});

test('a key, its options and its comment are read', () => {
  const text = `# who may\n\ncommand="echo \\"a b\\", c",from="10.0.0.0/8,*.example.com",no-pty ${sshKeyText(1)} ann@example.com work\n`;
  const { keys, unread } = readAuthorizedKeys(text);
  expect(unread).toBe(0);
  expect(keys).toMatchObject([
    {
      line: 3,
      type: 'ssh-ed25519',
      comment: 'ann@example.com work',
      options: [
        { name: 'command', value: 'echo "a b", c' },
        { name: 'from', value: '10.0.0.0/8,*.example.com' },
        { name: 'no-pty' },
      ],
    },
  ]);
});

test('what is no key is counted', () => {
  const cut = sshKeyText(1).slice(0, 30);
  expect(readAuthorizedKeys(`hello\n${cut}\nssh-rsa ${sshKeyText(1).split(' ')[1]}\n`)).toEqual({
    keys: [],
    unread: 3,
  });
});

test('carriage returns and tabs do no harm', () => {
  const [type, digits] = sshKeyText(2).split(' ');
  expect(readAuthorizedKeys(`\t${type}\t${digits}\tme\r\n`).keys).toMatchObject([{ comment: 'me' }]);
});

test('any text is read to its end, and keys stand in its lines', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string(), fc.constant(sshKeyText(3)))), (lines) => {
      const text = lines.join('\n');
      for (const { line } of readAuthorizedKeys(text).keys) expect(text.split('\n')[line - 1]).toContain('ssh-ed25519');
    }),
  );
});

const hasKeygen = (() => {
  try {
    execFileSync('ssh-keygen', ['-l', '-f', '/nonexistent'], { stdio: 'pipe' });
    return true;
  } catch (error) {
    return error instanceof Error && !('code' in error && error.code === 'ENOENT');
  }
})();

test.skipIf(!hasKeygen)('ssh-keygen gives the same fingerprints (skipped without it)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'davylamp-keys-'));
  for (const [i, type] of ['ed25519', 'ecdsa', 'rsa'].entries())
    execFileSync('ssh-keygen', ['-q', '-t', type, '-N', '', '-C', `c ${i}`, '-f', join(folder, type)]);
  const text = ['ed25519', 'ecdsa', 'rsa'].map((type) => readFileSync(join(folder, `${type}.pub`), 'utf8')).join('');
  const file = join(folder, 'authorized_keys');
  writeFileSync(file, `${text}no-pty,command="a b" ${sshKeyText(4)} last\n`);
  const theirs = execFileSync('ssh-keygen', ['-l', '-f', file], { encoding: 'utf8' }).trim().split('\n');
  expect(readAuthorizedKeys(readFileSync(file, 'utf8')).keys.map(({ fingerprint }) => fingerprint)).toEqual(
    theirs.map((line) => line.split(' ')[1]),
  );
});
