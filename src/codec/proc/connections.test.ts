import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readSocketTable } from './connections.ts';

const head = '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n';
const tail = '00000000:00000000 00:00000000 00000000';

function rowsOf(text: string): unknown {
  const read = readSocketTable(text);
  return read.status === 'ok' ? read.value.rows : read;
}

test('addresses and ports are turned back, states named', () => {
  expect(rowsOf(`${head}   0: 0A02000A:A3E0 2A7100CB:0D05 01 ${tail}  1000        0 24012 1 0\n`)).toEqual([
    {
      local: '10.0.2.10:41952',
      remote: '203.0.113.42:3333',
      remotePort: 3333,
      state: 'established',
      uid: 1000,
      inode: 24012,
    },
  ]);
});

test('IPv6 is shortened, and IPv4 within it is IPv4', () => {
  const mapped = '0000000000000000FFFF00002A7100CB';
  const documentation = 'B80D0120000000000000000001000000';
  const nothing = '0'.repeat(32);
  const text = `${head}   0: ${mapped}:0D05 ${documentation}:01BB 02 ${tail}     0        0 7 1 0
   1: ${nothing}:0016 ${nothing}:0000 0A ${tail}     0        0 8 1 0\n`;
  expect(rowsOf(text)).toMatchObject([
    { local: '203.0.113.42:3333', remote: '[2001:db8::1]:443', state: 'syn-sent' },
    { local: '[::]:22', remote: '[::]:0', remotePort: 0, state: 'listen' },
  ]);
});

test('IPv6 is written as URLs have it', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(0, 0, 1, 0xabc, 0xffff), { minLength: 8, maxLength: 8 }), (groups) => {
      // What has a form of its own as an IPv4 address in IPv6.
      fc.pre(groups.slice(0, 5).some((group) => group !== 0));
      const bytes = groups.flatMap((group) => [group >> 8, group & 255]);
      const words = [0, 4, 8, 12].flatMap((at) => bytes.slice(at, at + 4).reverse());
      const hex = words
        .map((byte) => byte.toString(16).padStart(2, '0'))
        .join('')
        .toUpperCase();
      const url = new URL(`http://[${groups.map((group) => group.toString(16)).join(':')}]/`);
      expect(rowsOf(`${head}   0: ${hex}:0001 ${hex}:0002 01 ${tail}     0        0 7\n`)).toMatchObject([
        { local: `${url.hostname}:1` },
      ]);
    }),
  );
});

test('a cut last line is left out; any other that is no row is counted, and the others are read', () => {
  const row = `   0: 0100007F:0CEA 00000000:0000 0A ${tail}   999        0 24012 1 0`;
  expect(rowsOf(`${head}${row}\n   1: 0100`)).toHaveLength(1);
  expect(readSocketTable(`${head}x\n${row}\n\u0000\n${row}\n   1: 0100`)).toMatchObject({
    value: { rows: [{ inode: 24012 }, { inode: 24012 }], unread: 2 },
  });
  expect(rowsOf('Inter-|   Receive')).toEqual({ status: 'not-this-format' });
});
