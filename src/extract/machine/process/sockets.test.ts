import { expect, test } from 'vitest';
import { machineOf } from '../../../../tests/machine-tree.ts';
import { Sockets } from './sockets.ts';

const head = '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n';
const row = (inode: number): string =>
  `   0: 0A02000A:A3E0 2A7100CB:0D05 01 00000000:00000000 00:00000000 00000000  1000        0 ${inode} 1 0\n`;

test('a line that is no socket takes none of the others with it, and is told', () => {
  const sockets = new Sockets(machineOf({ '/proc/net/tcp': `${head}${row(7)}what is this\n${row(8)}` }).tree);
  expect(sockets.of(1, [7, 8])).toMatchObject([{ remote: '203.0.113.42:3333' }, { remote: '203.0.113.42:3333' }]);
  expect([...sockets.misses()]).toEqual([
    { gap: { code: 'malformed', what: 'a line is no socket', path: '/proc/net/tcp' } },
  ]);
});

test('a table that is whole has no gap', () => {
  const sockets = new Sockets(machineOf({ '/proc/net/tcp': `${head}${row(7)}` }).tree);
  expect(sockets.of(1, [7])).toHaveLength(1);
  expect([...sockets.misses()]).toEqual([]);
});
