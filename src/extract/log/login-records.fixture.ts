import type { LogFormatFixture } from '../../../tests/fixture.ts';

interface Made {
  readonly type: number;
  readonly user?: string;
  readonly line?: string;
  readonly host?: string;
  readonly seconds?: number;
  readonly address?: readonly number[];
}

/** struct utmp of glibc. */
export function makeUtmp({
  type,
  user = '',
  line = '',
  host = '',
  seconds = 1_795_449_600,
  address = [],
}: Made): Uint8Array {
  const bytes = new Uint8Array(384);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, type, true);
  view.setInt32(4, 4242, true);
  const texts: [number, string][] = [
    [8, line],
    [40, 'ts/0'],
    [44, user],
    [76, host],
  ];
  for (const [at, text] of texts) bytes.set(new TextEncoder().encode(text), at);
  view.setUint32(340, seconds, true);
  view.setUint32(344, 123_456, true);
  bytes.set(address, 348);
  return bytes;
}

function joined(...records: Uint8Array[]): Uint8Array {
  return Uint8Array.from(records.flatMap((record) => [...record]));
}

function makeLastlog(): Uint8Array {
  const bytes = new Uint8Array(2 * 292);
  new DataView(bytes.buffer).setUint32(292, 1_795_449_600, true);
  bytes.set(new TextEncoder().encode('pts/1'), 296);
  bytes.set(new TextEncoder().encode('192.0.2.10'), 328);
  return bytes;
}

const time = '2026-11-23T16:00:00.123Z';
const mapped = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 192, 0, 2, 9];
const doc = [0x20, 1, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5];

export const fixture: LogFormatFixture = {
  fires: [
    {
      name: 'wtmp: a start of the machine, logins, a record that was wiped, the end',
      file: 'var/log/wtmp',
      input: joined(
        makeUtmp({ type: 2, user: 'reboot', line: '~', host: '6.1.0-13-amd64' }),
        makeUtmp({ type: 7, user: 'root', line: 'pts/0', host: '192.0.2.10', address: [192, 0, 2, 10] }),
        makeUtmp({ type: 7, user: 'root', line: 'pts/1', host: '2001:db8::5', address: doc }),
        new Uint8Array(384),
        makeUtmp({ type: 8, line: 'pts/0', address: mapped }),
      ),
      expect: [
        { source: { product: 'linux', service: 'wtmp' }, time, fields: { type: 'BOOT_TIME', user: 'reboot' } },
        { fields: { type: 'USER_PROCESS', user: 'root', line: 'pts/0', pid: 4242, address: '192.0.2.10' } },
        { fields: { address: '2001:db8::5' } },
        { fields: { type: 'DEAD_PROCESS', address: '::ffff:192.0.2.9' } },
      ],
    },
    {
      name: 'btmp: failures',
      file: 'btmp.1',
      input: makeUtmp({ type: 6, user: 'admin', line: 'ssh:notty', host: '192.0.2.11', address: [192, 0, 2, 11] }),
      expect: [{ source: { product: 'linux', service: 'btmp' }, fields: { user: 'admin', address: '192.0.2.11' } }],
    },
    {
      name: 'lastlog: one line for each number of a user',
      file: 'lastlog',
      input: makeLastlog(),
      expect: [
        {
          source: { product: 'linux', service: 'lastlog' },
          time: '2026-11-23T16:00:00.000Z',
          fields: { uid: 1, line: 'pts/1', host: '192.0.2.10' },
        },
      ],
    },
  ],
  silent: [
    { name: 'zeros', input: new Uint8Array(4096) },
    { name: 'a table of numbers', input: Uint8Array.from({ length: 4096 }, (_, i) => (i % 4 === 0 ? 1 + (i % 7) : 0)) },
    { name: 'a cut record', input: makeUtmp({ type: 7, user: 'root' }).subarray(0, 200) },
    { name: 'a name alone', file: 'lastlog', input: 'text '.repeat(100) },
  ],
};
