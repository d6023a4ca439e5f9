import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { testLogFormat } from '../../../tests/log-format.ts';
import { hasPeer } from '../../../tests/peer.ts';
import { readLog } from '../../../tests/read-log.ts';
import { temporaryFolder } from '../../../tests/temporary-folder.ts';
import { fixture, makeUtmp } from './login-records.fixture.ts';
import { loginRecords } from './login-records.ts';

testLogFormat(loginRecords, fixture);

it('reads on behind records that are none, and tells of a last one that is cut', () => {
  const good = makeUtmp({ type: 7, user: 'root', line: 'pts/0' });
  const input = Uint8Array.from([...good, ...new Uint8Array(384).fill(0xff), ...good, ...good.subarray(0, 100)]);
  const { events, misses } = readLog(loginRecords, { input, file: 'wtmp' });
  expect(events.map(({ offset }) => offset)).toEqual([0, 768]);
  expect(misses).toMatchObject([
    { gap: { offset: 1152 } },
    { gap: { what: 'records that cannot be read as logins: 1', offset: 384 } },
  ]);
});

describe.skipIf(!hasPeer('utmpdump'))('beside utmpdump (skipped where it is not installed)', () => {
  it('names the same users, lines, hosts, addresses and times', () => {
    const path = join(temporaryFolder(), 'wtmp');
    const [first] = fixture.fires;
    writeFileSync(path, first?.input ?? '');
    const dumped = spawnSync('utmpdump', [path], { encoding: 'utf8' }).stdout.trim().split('\n');
    const { events } = readLog(loginRecords, { input: first?.input ?? '', file: 'wtmp' });
    const theirs = dumped.filter((line) => !line.startsWith('[0]'));
    expect(theirs).toHaveLength(events.length);
    for (const [i, { event }] of events.entries()) {
      const { user, line, host, address } = event.fields;
      const cells = [...(theirs[i] ?? '').matchAll(/\[([^\]]*)\]/g)].map(([, cell = '']) => cell.trim());
      expect(cells.slice(3, 6)).toEqual([user, line, host]);
      if (address !== undefined) expect(cells[6]).toBe(address);
      expect(cells[7]?.slice(0, 19)).toBe(new Date(event.time?.ms ?? 0).toISOString().slice(0, 19));
    }
  });
});
