import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasPeer } from '../../../tests/peer.ts';
import { readLog } from '../../../tests/read-log.ts';
import { temporaryFolder } from '../../../tests/temporary-folder.ts';
import { unpack } from '../../../tests/unpacked.ts';
import { journal as format } from '../../extract/log/journal.ts';
import { fixture, journal, packed, repetitive } from './journal-file.fixture.ts';
import { journalFile } from './journal-file.ts';

const remote = '/usr/lib/systemd/systemd-journal-remote';

describe('journal-file', () => {
  it('opens its own format and leaves other bytes alone', async () => {
    expect(journalFile.accepts(fixture.opens, 'x')).toBe(true);
    expect(journalFile.accepts(fixture.leaves, 'x')).toBe(false);
    const { parts, gaps } = await unpack(journalFile, fixture.opens, {}, 3);
    expect(gaps).toEqual([]);
    const { events } = readLog(format, { input: parts[0]?.bytes ?? '' });
    expect(events.map(({ event }) => event)).toMatchObject([
      { machine: 'box', time: { ms: 1_795_449_600_000 }, fields: { program: 'sshd', message: 'one\ntwo' } },
    ]);
  });

  it('unpacks a field that was packed with LZ4, and leaves out one that claims to be gigantic', async () => {
    const { parts } = await unpack(journalFile, packed(11));
    expect(Buffer.from(parts[0]?.bytes ?? []).toString()).toContain('\nMESSAGE=abc\n');
    const lying = await unpack(journalFile, packed(2 ** 40));
    expect(Buffer.from(lying.parts[0]?.bytes ?? []).toString()).not.toContain('MESSAGE');
  });

  it('gives no more of an entry than any real one holds', async () => {
    const { parts } = await unpack(journalFile, repetitive);
    expect(parts[0]?.bytes.length).toBeGreaterThan(512 * 1024);
    expect(parts[0]?.bytes.length).toBeLessThan(5 * 1024 * 1024);
  });

  it('says where a journal is cut or damaged, and gives what stands before', async () => {
    const cut = await unpack(journalFile, journal.subarray(0, 250));
    expect(cut.gaps).toMatchObject([{ code: 'malformed', what: expect.stringContaining('cut') }]);
    const damaged = Buffer.from(journal);
    damaged[208 + 8] = 1;
    expect((await unpack(journalFile, damaged)).gaps).toMatchObject([{ offset: 208 }]);
  });
});

describe.skipIf(!existsSync(remote) || !hasPeer('journalctl'))(
  'a journal of systemd’s own (skipped without systemd-journal-remote)',
  () => {
    it('is read as journalctl reads it', async () => {
      const folder = temporaryFolder();
      const [path, entries] = [join(folder, 'a.journal'), join(folder, 'entries')];
      const made = Array.from({ length: 50 }, (_, i) =>
        [
          `__REALTIME_TIMESTAMP=${1_795_449_600_000_000 + i * 1_000_000}`,
          `__MONOTONIC_TIMESTAMP=${i + 1}`,
          `_BOOT_ID=${'0'.repeat(31)}1`,
          '_HOSTNAME=box',
          `MESSAGE=${`entry ${i} `.repeat(i * 20 + 1)}`,
          '',
          '',
        ].join('\n'),
      );
      writeFileSync(entries, made.join(''));
      spawnSync(remote, ['-o', path, entries], { timeout: 20_000 });
      const { parts, gaps } = await unpack(journalFile, readFileSync(path));
      expect(gaps).toEqual([]);
      const theirs = spawnSync('journalctl', ['--file', path, '-o', 'export'], { maxBuffer: 1 << 26 }).stdout;
      const read = (input: Uint8Array): unknown[] =>
        readLog(format, { input }).events.map(({ event: { time, machine, fields } }) => [
          time,
          machine,
          fields['MESSAGE'],
        ]);
      const ours = read(parts[0]?.bytes ?? new Uint8Array(0));
      expect(ours).toHaveLength(50);
      expect(ours).toEqual(read(theirs));
    });
  },
);
